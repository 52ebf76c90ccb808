"""The course of a measure: begun, carried out, cancelled, taken up again."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.events import MeasureDone, publish
from otklik.improvement.access import measure_to_carry_out, measure_to_plan
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_plan import check_day, plain
from otklik.improvement.models import Measure
from otklik.intake.queries import today_of

REASON_LETTERS, RESULT_LETTERS = 1000, 10_000
OPEN = (MeasureState.PLANNED, MeasureState.IN_WORK)


@transaction.atomic
def start_measure(*, actor: Actor, measure_id: int) -> Measure:
    """It is begun today, or on the day that stands; one already begun stays so."""
    measure = _locked(measure_to_carry_out, actor, measure_id)
    if measure.state == MeasureState.IN_WORK:
        return measure
    _check_open(measure)
    today = today_of(actor)
    measure.state = MeasureState.IN_WORK
    measure.starts_on = min(measure.starts_on or today, today)
    measure.save(update_fields=["state", "starts_on"])
    audit.record(actor, "start_measure", measure, f"Начато мероприятие: {measure.title}")
    return measure


@transaction.atomic
def finish_measure(*, actor: Actor, measure_id: int, result: str, done_on: date) -> Measure:
    """It is carried out: what was really done, and when; `MeasureDone` is told. Порядок: murashi 2.4, 5.16."""
    measure = _locked(measure_to_carry_out, actor, measure_id)
    _check_open(measure)
    words = plain(result)
    if not words:
        raise RuleBroken("result", "Напишите, что сделано: этими словами ответят тем, кто это предложил.", "result")
    if len(words) > RESULT_LETTERS:
        raise RuleBroken("long", "Слишком длинно: подробности приложите файлом.", "result")
    check_day(done_on, "done_on")
    if done_on > today_of(actor):
        raise RuleBroken("ahead", "Этот день ещё не наступил.", "done_on")
    measure.state, measure.result, measure.done_on = MeasureState.DONE, words, done_on
    measure.save(update_fields=["state", "result", "done_on"])
    audit.record(actor, "finish_measure", measure, f"Выполнено мероприятие: {measure.title}", done_on=str(done_on))
    publish(MeasureDone(actor, measure.pk))
    return measure


@transaction.atomic
def cancel_measure(*, actor: Actor, measure_id: int, reason: str) -> Measure:
    """It will not be done, with the reason. RuleBroken for one that is done."""
    measure = _locked(measure_to_plan, actor, measure_id)
    _check_open(measure)
    measure.state, measure.cancel_reason = MeasureState.CANCELLED, checked_reason(reason)
    measure.save(update_fields=["state", "cancel_reason"])
    audit.record(actor, "cancel_measure", measure, f"Отменено мероприятие: {measure.title}")
    return measure


@transaction.atomic
def resume_measure(*, actor: Actor, measure_id: int) -> Measure:
    """One done or cancelled by mistake is in work again; its result stays as a draft of the next."""
    measure = _locked(measure_to_plan, actor, measure_id)
    if measure.state in OPEN:
        return measure
    measure.state, measure.done_on, measure.cancel_reason = MeasureState.IN_WORK, None, ""
    measure.save(update_fields=["state", "done_on", "cancel_reason"])
    audit.record(actor, "resume_measure", measure, f"Возвращено в работу: {measure.title}")
    return measure


def checked_reason(reason: str) -> str:
    """The reason as it is kept; RuleBroken without one."""
    words = plain(reason)
    if not words:
        raise RuleBroken("reason", "Напишите причину: она останется в истории мероприятия.", "reason")
    if len(words) > REASON_LETTERS:
        raise RuleBroken("long", f"Причина длиннее {REASON_LETTERS} знаков.", "reason")
    return words


def _locked(find: Callable[[Actor, int], Measure], actor: Actor, measure_id: int) -> Measure:
    return Measure.objects.select_for_update().get(pk=find(actor, measure_id).pk)


def _check_open(measure: Measure) -> None:
    if measure.state not in OPEN:
        raise RuleBroken("state", f"Мероприятие уже {measure.get_state_display()}. Обновите страницу.")
