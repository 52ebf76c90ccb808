"""Good practices and directions of development proposed at a quarter's end; a person decides."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.models import AuditEntry
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations
from otklik.core.periods import Quarter
from otklik.improvement.actions.compute_effects import settled_quarter
from otklik.improvement.effects.of_surveys import Answers
from otklik.improvement.models import DevelopmentDirection, Practice
from otklik.improvement.practices.find import answers_of_year, find_directions, find_practices, points_of
from otklik.intake.queries import today_of


def propose_practices() -> int:
    """Look once for each quarter that ended, in every administration; returns how many are new. Called by `tick`."""
    return one_by_one(administrations(), _look_once, event="practices_not_looked_for")


def _look_once(administration: Administration) -> int:
    actor = system_actor(administration.pk, administration.slug)
    today = today_of(actor)
    looked = AuditEntry.objects.filter(administration_id=administration.pk, target=_mark(settled_quarter(today)))
    return 0 if looked.exists() else propose_practices_of(actor, today)


@transaction.atomic
def propose_practices_of(actor: Actor, today: date) -> int:
    """Propose what was found and is not known yet; what was decided stays decided. Порядок: livny 3"""
    until = settled_quarter(today)
    year = answers_of_year(actor, until, until.next().start_on)
    count = _practices(actor, until, year) + _directions(actor, until, year)
    audit.record(actor, "look_for_practices", _mark(until), f"Поиск практик и направлений: новых {count}")
    return count


def _mark(quarter: Quarter) -> str:
    return f"practices {quarter}"


def _practices(actor: Actor, until: Quarter, year: Mapping[str, Answers]) -> int:
    known = set(Practice.objects.filter(administration_id=actor.administration_id).values_list("process", flat=True))
    found = [one for one in find_practices(actor, until, year) if one.process.pk not in known]
    Practice.objects.bulk_create(
        Practice(
            administration_id=actor.administration_id,
            process=one.process,
            department_id=one.process.organizer_id,
            indicator=one.indicator.slug,
            quarter=until.key,
            series=points_of(one.series),
            grounds=one.grounds,
            created_at=timezone.now(),
        )
        for one in found
    )
    return len(found)


def _directions(actor: Actor, until: Quarter, year: Mapping[str, Answers]) -> int:
    own = DevelopmentDirection.objects.filter(administration_id=actor.administration_id)
    known = set(own.values_list("indicator", "aspect"))
    found = [one for one in find_directions(actor, until, year) if (one.indicator.slug, one.aspect) not in known]
    DevelopmentDirection.objects.bulk_create(
        DevelopmentDirection(
            administration_id=actor.administration_id,
            audience=one.indicator.audience.value,
            indicator=one.indicator.slug,
            aspect=one.aspect[:200],
            aspect_title=one.title[:500],
            quarter=until.key,
            series=points_of(one.series),
            grounds=one.grounds,
            created_at=timezone.now(),
        )
        for one in found
    )
    return len(found)
