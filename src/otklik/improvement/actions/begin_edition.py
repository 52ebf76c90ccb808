"""The next edition of an approved map: a draft that begins as the approved one stands."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.improvement.access import map_to_change
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainEvidence, PainLine, PainMap

BATCH = 1_000


@transaction.atomic
def begin_edition(*, actor: Actor, map_id: int) -> PainMap:
    """A draft with the same lines and evidence; the approved map stays as it is.

    RuleBroken when the map is not approved, or a later edition was begun already. Порядок: murashi 5.13, livny 4.
    """
    approved = PainMap.objects.select_for_update().get(pk=map_to_change(actor, map_id).pk)
    if approved.state != MapState.APPROVED:
        raise RuleBroken("not_approved", "Следующую редакцию начинают от утверждённой карты. Эту ещё можно править.")
    own = PainMap.objects.filter(administration_id=approved.administration_id, quarter=approved.quarter)
    same = own.of_unit(approved.department_id)
    if same.filter(edition__gt=approved.edition).exists():
        raise RuleBroken("begun", "Следующая редакция уже начата: откройте её в списке карт.")
    made = _copy_of(actor, approved)
    _copy_rows(approved, made)
    title = Quarter.from_key(made.quarter).title
    audit.record(actor, "begin_map_edition", made, f"Начата редакция {made.edition} карты болей: {title}")
    return made


def _copy_of(actor: Actor, approved: PainMap) -> PainMap:
    return PainMap.objects.create(
        administration_id=approved.administration_id,
        quarter=approved.quarter,
        department_id=approved.department_id,
        edition=approved.edition + 1,
        state=MapState.DRAFT,
        done_count=approved.done_count,
        total_count=approved.total_count,
        method=approved.method,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )


def _copy_rows(approved: PainMap, made: PainMap) -> None:
    lines = list(PainLine.objects.filter(pain_map=approved).order_by("position", "pk"))
    was = [line.pk for line in lines]
    for line in lines:
        line.pk, line.pain_map = None, made
    PainLine.objects.bulk_create(lines, batch_size=BATCH)
    now: dict[int | None, int | None] = {None: None, **dict(zip(was, (line.pk for line in lines), strict=True))}
    batch: list[PainEvidence] = []
    for row in PainEvidence.objects.filter(pain_map=approved).order_by("pk").iterator(BATCH):
        row.pk, row.pain_map_id, row.line_id = None, made.pk, now[row.line_id]
        batch.append(row)
    PainEvidence.objects.bulk_create(batch, batch_size=BATCH)
