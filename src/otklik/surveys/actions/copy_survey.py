"""The same survey once more: a draft for the next period."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.actions.add_links import make_links
from otklik.surveys.models import QuestionnaireVersion, Survey

_KEPT = (
    "kind", "title", "lead", "audience", "entry", "is_short", "subject", "target", "minimum_group", "takes_contacts",
    "outside_url", "is_listed", "hypothesis",
)  # fmt: skip


@transaction.atomic
def copy_survey(*, actor: Actor, survey_id: int) -> Survey:
    """A draft with the same statements, as many days from today on, the questionnaire's newest version.

    An order or an act is not copied: each extraordinary survey has its own. Порядок: biysk 5, livny 5.
    """
    source = survey_to_run(actor, survey_id)
    today = today_of(actor)
    copy = Survey.objects.create(
        administration_id=actor.administration_id,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
        version_id=_newest(source),
        process_id=source.process_id,
        touchpoint_id=source.touchpoint_id,
        department_id=source.department_id,
        **_stated(source, today),
    )
    make_links(copy)
    audit.record(actor, "copy_survey", copy, f"Опрос повторён: {copy.title}", source=source.pk)
    return copy


def _stated(source: Survey, today: date) -> dict[str, Any]:
    kept = model_to_dict(source, _KEPT)
    kept["title"] = retitled(source.title, Quarter.of(source.opens_on), Quarter.of(today))
    length = source.closes_on - source.opens_on if source.closes_on else None
    return kept | {"opens_on": today, "closes_on": today + max(length, timedelta()) if length is not None else None}


def retitled(title: str, then: Quarter, now: Quarter) -> str:
    """The title with the quarter or the year that it names moved to the present one."""
    if then.title in title:
        return title.replace(then.title, now.title)
    return title.replace(str(then.year), str(now.year))


def _newest(source: Survey) -> int:
    own = QuestionnaireVersion.objects.filter(questionnaire=source.version.questionnaire_id)
    return int(own.aggregate(newest=Max("pk"))["newest"])
