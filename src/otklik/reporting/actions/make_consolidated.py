"""A consolidated report gathered in the background: from the wish to the draft, and what becomes of a lost one."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.core.periods import local_date
from otklik.core.report_period import ReportPeriod
from otklik.intake.queries import today_of
from otklik.reporting.consolidated.gather import gather
from otklik.reporting.consolidated.policies import can_make_consolidated
from otklik.reporting.models import Consolidated

State = Consolidated.State
#: A gathering writes down how far it is at each step; after this long its worker is gone.
SILENCE = timedelta(minutes=15)
REASON_LETTERS = 500


@transaction.atomic
def make_consolidated(*, actor: Actor, period: ReportPeriod) -> Consolidated:
    """Send the period's report to be gathered; a draft gets the figures as they stand now and keeps its words.

    NotFound without the right; RuleBroken for a period that has not begun, or whose report is frozen already.
    Порядок: murashi 5.19, biysk 4, livny 4, gatchina 4.1
    """
    newest = _newest(actor, period)
    if newest is None:
        newest = _created(actor, period, 1, "")
    elif newest.state == State.FROZEN:
        text = f"Отчёт за {period.title} зафиксирован. Чтобы исправить его, начните новую редакцию и напишите причину."
        raise RuleBroken("frozen", text, "period")
    elif newest.state == State.WAITING and not _is_lost(newest):
        return newest
    return _sent(actor, newest)


@transaction.atomic
def begin_edition(*, actor: Actor, period: ReportPeriod, reason: str) -> Consolidated:
    """Begin the next edition beside the frozen one; its words come along.

    RuleBroken without a reason, or while the last edition is not frozen. Порядок: murashi 5.19
    """
    newest = _newest(actor, period)
    if newest is None or newest.state != State.FROZEN:
        raise RuleBroken("not_frozen", "Новая редакция начинается, когда прежняя зафиксирована.", "reason")
    why = " ".join(reason.replace("\0", "").split())
    if not why:
        raise RuleBroken("reason", "Напишите, почему нужна новая редакция: она встанет рядом с прежней.", "reason")
    if len(why) > REASON_LETTERS:
        raise RuleBroken("reason", f"Причина — не длиннее {REASON_LETTERS} знаков.", "reason")
    made = _created(actor, period, newest.edition + 1, why)
    made.texts = newest.texts
    return _sent(actor, made)


def work_consolidated(consolidated_id: int) -> None:
    """Gather a report that waits; a fault ends it with a word, and what was there before stays."""
    row = Consolidated.objects.select_related("administration").get(pk=consolidated_id)
    if row.state != State.WAITING:
        return
    # Taken for lost and gathered anew, it may be frozen by now: who comes late changes nothing any more.
    own = Consolidated.objects.filter(pk=consolidated_id, state=State.WAITING)

    def progress(done: int, total: int, stage: str) -> None:
        own.update(done_count=done, total_count=total, stage=stage, touched_at=timezone.now())

    place: Administration = row.administration
    as_of = local_date(timezone.now(), place.time_zone)
    try:
        payload = gather(system_actor(place.pk, place.slug), ReportPeriod.parse(row.period), as_of, progress)
    except Exception:
        told = "Отчёт не собрался из-за ошибки системы. Соберите его ещё раз."
        own.update(state=State.FAILED, stage=told, touched_at=timezone.now())
        raise
    own.update(payload=payload, state=State.DRAFT, stage="", touched_at=timezone.now())


def end_lost_reports() -> int:
    """End what fell silent, so that nobody waits for it; called by `tick`."""
    silent = Q(touched_at__lt=timezone.now() - SILENCE) | Q(touched_at=None)
    told = "Сборка оборвалась: сервер остановили. Соберите отчёт ещё раз, ваши слова сохранились."
    return Consolidated.objects.filter(silent, state=State.WAITING).update(state=State.FAILED, stage=told)


def _newest(actor: Actor, period: ReportPeriod) -> Consolidated | None:
    if not can_make_consolidated(actor):
        raise NotFound
    if period.start_on > today_of(actor):
        raise RuleBroken("not_begun", f"{period.title} ещё не начался: собирать пока нечего.", "period")
    lock_administration(actor.administration_id)
    own = Consolidated.objects.filter(administration_id=actor.administration_id, period=str(period))
    return own.select_for_update(of=("self",)).order_by("-edition").first()


def _created(actor: Actor, period: ReportPeriod, edition: int, reason: str) -> Consolidated:
    return Consolidated(
        administration_id=actor.administration_id,
        period=str(period),
        edition=edition,
        reason=reason,
        made_at=timezone.now(),
        made_by_id=actor.user_id,
    )


def _sent(actor: Actor, row: Consolidated) -> Consolidated:
    from otklik.reporting.tasks import run_consolidated  # noqa: PLC0415 - the task calls this module back

    row.state, row.stage, row.touched_at, row.done_count = State.WAITING, "Ждёт очереди", timezone.now(), 0
    row.save()
    title = ReportPeriod.parse(row.period).title
    audit.record(actor, "make_consolidated", row, f"Собирается свод: {title}, редакция {row.edition}")
    run_consolidated.enqueue(row.pk)
    return row


def _is_lost(row: Consolidated) -> bool:
    return row.touched_at is None or row.touched_at < timezone.now() - SILENCE
