"""Putting a measure on the road map, and changing what is planned of it."""

from collections.abc import Collection
from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.access import measure_to_plan, pain_for
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_plan import MeasurePlan, check_plan, plain
from otklik.improvement.models import Measure, MeasurePain
from otklik.improvement.policies import can_plan_measures


@transaction.atomic
def plan_measure(*, actor: Actor, plan: MeasurePlan, pain_ids: Collection[int] = ()) -> Measure:
    """A new measure against the pains named. Порядок: murashi 5.16, biysk 4, livny 4."""
    if not can_plan_measures(actor):
        raise NotFound
    pains = [pain_for(actor, pain_id) for pain_id in dict.fromkeys(pain_ids)]
    check_plan(actor, plan)
    made = Measure.objects.create(
        administration_id=actor.administration_id,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
        **_columns(plan),
    )
    MeasurePain.objects.bulk_create(MeasurePain(measure=made, pain=pain) for pain in pains)
    audit.record(actor, "plan_measure", made, f"Запланировано мероприятие: {made.title}", pains=[p.pk for p in pains])
    return made


@transaction.atomic
def change_measure(*, actor: Actor, measure_id: int, plan: MeasurePlan, version: int) -> Measure:
    """State the measure anew; a term that stood is moved by `move_term` only. RuleBroken when it changed meanwhile."""
    measure = Measure.objects.select_for_update().get(pk=measure_to_plan(actor, measure_id).pk)
    if measure.version != version:
        raise RuleBroken(
            "changed_meanwhile",
            "Пока вы писали, мероприятие изменил другой человек. Ваш текст остался в полях: сверьте его со страницей "
            "мероприятия и сохраните ещё раз.",
        )
    if measure.state == MeasureState.CANCELLED:
        raise RuleBroken("cancelled", "Мероприятие отменено. Сначала верните его в работу.")
    stated = replace(plan, due_on=measure.due_on) if measure.due_on else plan
    check_plan(actor, stated, known_kind=measure.kind)
    before = {name: getattr(measure, name) for name in asdict(stated)}
    for name, value in _columns(stated).items():
        setattr(measure, name, value)
    measure.version += 1
    measure.save()
    changed = [name for name, value in before.items() if getattr(measure, name) != value]
    audit.record(actor, "change_measure", measure, f"Изменено мероприятие: {measure.title}", changed=changed)
    return measure


def _columns(plan: MeasurePlan) -> dict[str, object]:
    return {name: plain(value) if isinstance(value, str) else value for name, value in asdict(plan).items()}
