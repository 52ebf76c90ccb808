"""Steps of a measure: added, ticked off, taken away."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.access import measure_to_carry_out, measure_to_shape
from otklik.improvement.measure_plan import check_day, plain
from otklik.improvement.models import Measure, MeasureStep
from otklik.intake.queries import today_of

MOST_STEPS, TITLE_LETTERS = 30, 300


@transaction.atomic
def add_step(*, actor: Actor, measure_id: int, title: str, due_on: date | None = None) -> MeasureStep:
    """One more step at the end."""
    measure, words = measure_to_shape(actor, measure_id), plain(title)
    if not words:
        raise RuleBroken("title", "Напишите, что за шаг.", "title")
    if len(words) > TITLE_LETTERS:
        raise RuleBroken("long", f"Шаг — это одна фраза, не больше {TITLE_LETTERS} знаков.", "title")
    check_day(due_on, "due_on")
    if measure.steps.count() >= MOST_STEPS:
        raise RuleBroken("many", f"Шагов не больше {MOST_STEPS}. Разделите мероприятие на два.", "title")
    last = measure.steps.aggregate(last=Max("position"))["last"] or 0
    made = MeasureStep.objects.create(measure=measure, position=last + 1, title=words, due_on=due_on)
    audit.record(actor, "add_step", measure, f"Добавлен шаг: {words}", step=made.pk)
    return made


@transaction.atomic
def tick_step(*, actor: Actor, measure_id: int, step_id: int, is_done: bool) -> None:
    """The step is done today, or it is not after all. A step already as asked stays with its day."""
    measure = measure_to_carry_out(actor, measure_id)
    step = _step(measure, step_id)
    if (step.done_on is not None) == is_done:
        return
    step.done_on = today_of(actor) if is_done else None
    step.save(update_fields=["done_on"])
    told = "Шаг выполнен" if is_done else "Отметка о шаге снята"
    audit.record(actor, "tick_step", measure, f"{told}: {step.title}", step=step.pk)


@transaction.atomic
def drop_step(*, actor: Actor, measure_id: int, step_id: int) -> None:
    """The step is not needed; one that is done stays as it was."""
    measure = measure_to_shape(actor, measure_id)
    step = _step(measure, step_id)
    if step.done_on is not None:
        raise RuleBroken("done", "Этот шаг уже выполнен. Сначала снимите отметку.")
    step.delete()
    audit.record(actor, "drop_step", measure, f"Шаг убран: {step.title}")


def _step(measure: Measure, step_id: int) -> MeasureStep:
    found = MeasureStep.objects.select_for_update().filter(measure=measure, pk=step_id).first()
    if found is None:
        raise NotFound
    return found
