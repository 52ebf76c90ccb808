"""Starting permanent collection at chosen places: one survey, a link and a poster each. Порядок: biysk 3, livny 3."""

import re
from collections.abc import Iterable

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Process, Touchpoint
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.intake.queries import today_of
from otklik.surveys.actions.add_links import MOST_LINKS
from otklik.surveys.actions.create_survey import create_survey
from otklik.surveys.codes import link_code
from otklik.surveys.draft import SurveyDraft
from otklik.surveys.launch import minimum_of
from otklik.surveys.models import Survey, SurveyLink
from otklik.surveys.policies import may_run

_KEY = re.compile(r"(?:p(\d{1,18}))?(?:t(\d{1,18}))?")


@transaction.atomic
def start_collection(*, actor: Actor, version_id: int, title: str, keys: Iterable[str]) -> Survey:
    """Open a survey without an end, or take the one that runs with that questionnaire, and give each place its link.

    `keys` name the places as `collection.Point.key` does.
    """
    places = _places(actor, keys)
    if not places:
        raise RuleBroken("places", "Отметьте точки, где нужно собирать отзывы.", "places")
    survey = _running(actor, version_id) or _new(actor, version_id, title)
    have = set(survey.links.filter(is_active=True).values_list("process_id", "touchpoint_id"))
    wanted = [place for place in places if place not in have]
    if survey.links.count() + len(wanted) > MOST_LINKS:
        raise RuleBroken("most", f"Больше {MOST_LINKS} мест одному опросу не дают. Отметьте меньше.", "places")
    SurveyLink.objects.bulk_create(
        SurveyLink(
            survey=survey,
            code=link_code(),
            source=SurveyLink.Source.POSTER,
            process_id=process_id,
            touchpoint_id=touchpoint_id,
        )
        for process_id, touchpoint_id in wanted
    )
    audit.record(actor, "start_collection", survey, f"Постоянный сбор: мест добавлено {len(wanted)}, {survey.title}")
    return survey


def _places(actor: Actor, keys: Iterable[str]) -> list[tuple[int | None, int | None]]:
    """Places of the actor's own catalogue, each once."""
    own = actor.administration_id
    processes = set(Process.objects.filter(administration_id=own, is_active=True).values_list("pk", flat=True))
    points = set(Touchpoint.objects.filter(administration_id=own, is_active=True).values_list("pk", flat=True))
    found: dict[tuple[int | None, int | None], None] = {}
    for key in keys:
        named = _KEY.fullmatch(key)
        if named is None or not key:
            continue
        process, point = (int(one) if one else None for one in named.groups())
        if (process is None or process in processes) and (point is None or point in points):
            found[process, point] = None
    return list(found)


def _running(actor: Actor, version_id: int) -> Survey | None:
    found = Survey.objects.select_for_update().filter(
        administration_id=actor.administration_id,
        state=Survey.State.OPEN,
        closes_on=None,
        version_id=version_id,
        audience=Audience.EXTERNAL,
        process=None,
        touchpoint=None,
    )
    return next((one for one in found.order_by("pk") if may_run(actor, one.audience, one.department_id)), None)


def _new(actor: Actor, version_id: int, title: str) -> Survey:
    procedure = procedure_of(actor.administration_slug)
    kind = next((one.slug for one in procedure.surveys if one.permanent), "")
    draft = SurveyDraft(
        kind=kind,
        title=title,
        audience=Audience.EXTERNAL.value,
        version_id=version_id,
        opens_on=today_of(actor),
        minimum_group=minimum_of(procedure, Audience.EXTERNAL),
    )
    return create_survey(actor=actor, draft=draft, open_it=True)
