"""After the calendar or a clock changed: the last days of waiting cases are counted anew, the old ones are kept."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog import queries as catalog
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.catalog.policies import can_manage_catalog
from otklik.core.russian import date_long
from otklik.core.workdays import WorkCalendar
from otklik.intake.clock import deadline_of_item
from otklik.intake.due_dates import DUE_FIELDS, LONGEST_WHY, put_due
from otklik.intake.due_preview import waiting_cases
from otklik.intake.models import Appeal, CaseEvent, DueRecount, FeedbackItem

CHUNK = 500
WHY = "Изменились календарь или правила сроков"
#: A run that gave no sign of life for so long is taken for dead.
SILENCE = timedelta(minutes=10)


@transaction.atomic
def queue_recount(*, actor: Actor, why: str) -> DueRecount:
    """Send a recount to the background; RuleBroken without a reason or while another one is at work."""
    from otklik.intake.tasks import run_recount  # noqa: PLC0415 - the task calls this module back

    _check_right(actor)
    if not why.strip():
        raise RuleBroken("why_empty", "Напишите причину: она останется в объяснении каждого срока.", "why")
    lock_administration(actor.administration_id)
    moving = DueRecount.objects.filter(
        administration_id=actor.administration_id,
        state__in=[DueRecount.State.WAITING, DueRecount.State.RUNNING],
        beat_at__gt=timezone.now() - SILENCE,
    )
    if moving.exists():
        raise RuleBroken("already_running", "Пересчёт уже идёт. Дождитесь его конца.")
    run = DueRecount.objects.create(
        administration_id=actor.administration_id, why=why.strip()[:LONGEST_WHY], started_by_id=actor.user_id
    )
    audit.record(actor, "queue_recount", run, f"Пересчёт сроков: {run.why}")
    run_recount.enqueue(run.pk)
    return run


def work_recount(*, actor: Actor, run_id: int) -> DueRecount:
    """Do a queued recount, writing down how far it is; a fault ends it with words and is raised further."""
    run = DueRecount.objects.filter(administration_id=actor.administration_id, pk=run_id).first()
    if run is None:
        raise NotFound
    waiting = DueRecount.objects.filter(pk=run.pk, state=DueRecount.State.WAITING)
    if not waiting.update(state=DueRecount.State.RUNNING, beat_at=timezone.now()):
        return run
    run.state = DueRecount.State.RUNNING
    try:
        _set(run, total=waiting_cases(actor.administration_id).count())
        recompute_due_dates(actor=actor, why=run.why, progress=partial(_write_down, run))
    except Exception:
        told = "Пересчёт прервался из-за ошибки системы. Сделанное сохранено; запустите его ещё раз."
        _set(run, state=DueRecount.State.FAILED, message=told)
        raise
    _set(run, state=DueRecount.State.DONE)
    return run


def recompute_due_dates(*, actor: Actor, why: str = WHY, progress: Callable[[int, int], None] | None = None) -> int:
    """Count every waiting case's last day by the calendar and clocks as they are now; returns how many days moved.

    The earlier day stays in the explanation beside who counted anew, when and why. Cases are taken by hundreds, each
    in a transaction of its own: others work on meanwhile. `progress` is told how many were looked at and moved.
    """
    _check_right(actor)
    administration = Administration.objects.get(pk=actor.administration_id)
    calendar = catalog.work_calendar(administration.pk)
    looked = moved = last = 0
    while ids := _next_ids(administration.pk, last):
        moved += _recount_some(actor, ids, calendar, why)
        looked, last = looked + len(ids), ids[-1]
        if progress:
            progress(looked, moved)
    audit.record(actor, "recompute_due_dates", administration, f"Сроки пересчитаны, изменилось: {moved}. {why}"[:500])
    return moved


def _next_ids(administration_id: int, last: int) -> list[int]:
    rows = waiting_cases(administration_id).filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:CHUNK])


@transaction.atomic
def _recount_some(actor: Actor, ids: list[int], calendar: WorkCalendar, why: str) -> int:
    items = waiting_cases(actor.administration_id).filter(pk__in=ids).select_for_update(of=("self",))
    moved, told = [], []
    for item in items.select_related("appeal", "channel", "administration").order_by("pk"):
        before = item.due_on
        if put_due(item, deadline_of_item(item, calendar=calendar), actor=actor, why=why):
            moved.append(item)
            if before != item.due_on:
                told.append(_step(actor, item))
    FeedbackItem.objects.bulk_update(moved, ["due_on"], CHUNK)
    Appeal.objects.bulk_update([item.appeal for item in moved], DUE_FIELDS, CHUNK)
    CaseEvent.objects.bulk_create(told)
    return len(moved)


def _step(actor: Actor, item: FeedbackItem) -> CaseEvent:
    """What the author reads of it."""
    now = f"Ответ нужно дать до {date_long(item.due_on)}" if item.due_on else "Срок ответа больше не установлен."
    text = f"Срок посчитан заново: изменились рабочие дни или правила. {now}"
    return CaseEvent(item=item, at=timezone.now(), move="due", text=text, by_id=actor.user_id)


def _write_down(run: DueRecount, looked: int, moved: int) -> None:
    _set(run, looked=looked, moved=moved)


def _set(run: DueRecount, **values: object) -> None:
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=[*values, "beat_at"])


def _check_right(actor: Actor) -> None:
    if not can_manage_catalog(actor):
        raise NotFound
