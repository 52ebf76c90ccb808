"""A quarter's map drafted in the background: from the wish to the draft, and what becomes of a lost one."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Department
from otklik.core.periods import Quarter
from otklik.improvement.actions.begin_edition import begin_edition
from otklik.improvement.drafting.fill import fill_draft
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainMap
from otklik.improvement.policies import can_draft_pain_map, may_change_map
from otklik.intake.queries import today_of

#: A draft writes down every few seconds how far it is; after this long its worker is gone.
SILENCE = timedelta(minutes=15)


@transaction.atomic
def draft_pain_map(*, actor: Actor, quarter: Quarter, department_id: int | None = None) -> PainMap:
    """Send the quarter's map to be drafted; a draft that is there gets what came since, an approved one a new edition.

    NotFound without the right, RuleBroken for a quarter that has not begun. Порядок: murashi 5.13, biysk 4, livny 4
    """
    from otklik.improvement.tasks import run_draft  # noqa: PLC0415 - the task calls this module back

    _check(actor, quarter, department_id)
    pain_map = _map(actor, quarter, department_id)
    if pain_map.state == MapState.DRAFTING and not _is_lost(pain_map):
        return pain_map
    _wait(pain_map)
    audit.record(actor, "draft_pain_map", pain_map, f"Собирается карта болей: {quarter.title}")
    run_draft.enqueue(pain_map.pk)
    return pain_map


def new_map(actor: Actor, quarter: Quarter, department_id: int | None) -> PainMap:
    """An empty first edition, about to be drafted."""
    return PainMap.objects.create(
        administration_id=actor.administration_id,
        quarter=quarter.key,
        department_id=department_id,
        state=MapState.DRAFTING,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )


def work_draft(map_id: int) -> None:
    """Fill a map that waits; a fault ends it with a word, and what was there before stays."""
    pain_map = PainMap.objects.select_related("administration").defer("frozen").get(pk=map_id)
    if pain_map.state != MapState.DRAFTING:
        return
    try:
        fill_draft(pain_map)
    except Exception:
        told = "Черновик не собрался из-за ошибки системы. Соберите его ещё раз."
        drafting = PainMap.objects.filter(pk=map_id, state=MapState.DRAFTING)
        drafting.update(state=MapState.FAILED, stage=told, touched_at=timezone.now())
        raise


def end_lost_drafts() -> int:
    """End the drafts whose worker fell silent, so that nobody waits for them; called by `tick`."""
    silent = Q(touched_at__lt=timezone.now() - SILENCE) | Q(touched_at=None)
    told = "Сборка оборвалась: сервер остановили. Соберите черновик ещё раз, сделанное вами сохранится."
    return PainMap.objects.filter(silent, state=MapState.DRAFTING).update(state=MapState.FAILED, stage=told)


def _check(actor: Actor, quarter: Quarter, department_id: int | None) -> None:
    if not can_draft_pain_map(actor) or not may_change_map(actor, department_id):
        raise NotFound
    own = Department.objects.filter(administration_id=actor.administration_id)
    if department_id is not None and not own.filter(pk=department_id).exists():
        raise NotFound
    if quarter.start_on > today_of(actor):
        raise RuleBroken("not_begun", f"{quarter.title} ещё не начался: собирать пока нечего.", "quarter")


def _map(actor: Actor, quarter: Quarter, department_id: int | None) -> PainMap:
    """The newest edition, or a new one."""
    lock_administration(actor.administration_id)
    own = PainMap.objects.filter(administration_id=actor.administration_id, quarter=quarter.key)
    own = own.filter(department__isnull=True) if department_id is None else own.filter(department_id=department_id)
    found = own.select_for_update().order_by("-edition").first()
    if found is None:
        return new_map(actor, quarter, department_id)
    if found.state == MapState.APPROVED:
        return begin_edition(actor=actor, map_id=found.pk)
    return found


def _is_lost(pain_map: PainMap) -> bool:
    return pain_map.touched_at is None or pain_map.touched_at < timezone.now() - SILENCE


def _wait(pain_map: PainMap) -> None:
    pain_map.state, pain_map.stage, pain_map.touched_at = MapState.DRAFTING, "Ждёт очереди", timezone.now()
    pain_map.done_count = 0
    pain_map.save(update_fields=["state", "stage", "touched_at", "done_count"])
