"""Planning a sample and drawing it: the seed is recorded, so that anybody can repeat the draw."""

import secrets
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.russian import count_with_word
from otklik.core.sampling import allocation
from otklik.core.sampling.cells import Frame
from otklik.core.sampling.draw import draw
from otklik.core.sampling.size import invited_size, sample_size
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import FramePerson, Sample, Survey, TargetPopulation

SEED_BYTES = 8


@dataclass(frozen=True)
class SampleWish:
    """What the sample has to reach; shares are of one. `spreads`: expected share by place of the cell (Neyman)."""

    margin: float
    confidence: float
    expected_share: float = 0.5
    expected_response: float = 1.0
    method: str = Sample.Method.RANDOM.value
    allocation: str = Sample.Allocation.PROPORTIONAL.value
    least_per_cell: int = 0
    shares: Mapping[int, float] | None = None


@transaction.atomic
def plan_sample(*, actor: Actor, survey_id: int, wish: SampleWish) -> Sample:
    """Reckon size, targets of the cells and how many to ask. RuleBroken for an impossible wish.

    Порядок: biysk 4, livny 4.
    """
    survey = survey_to_run(actor, survey_id)
    population = population_of(survey)
    if Sample.objects.filter(survey=survey, drawn_at__isnull=False).exists():
        raise RuleBroken("drawn", "Люди уже отобраны: план больше не меняют. Сначала отмените отбор.")
    frame = Frame.of(population.frame)
    try:
        size = sample_size(
            frame.size, margin=wish.margin, confidence=wish.confidence, expected_share=wish.expected_share
        )
        targets = _targets(wish, size.answers, frame)
        invited = [
            invited_size(target, wish.expected_response, people)
            for target, people in zip(targets, frame.counts, strict=True)
        ]
    except ValueError as fault:
        raise RuleBroken("wish", str(fault), "margin") from fault
    sample, _ = Sample.objects.update_or_create(
        survey=survey,
        defaults={
            "method": wish.method, "allocation": wish.allocation, "margin": wish.margin,
            "confidence": wish.confidence, "expected_share": wish.expected_share,
            "expected_response": wish.expected_response, "least_per_cell": wish.least_per_cell,
            "size": sum(targets), "invited_size": sum(invited), "targets": targets, "invited_targets": invited,
            "planned_at": timezone.now(), "planned_by_id": actor.user_id,
        },
    )  # fmt: skip
    told = count_with_word(sum(targets), "ответ", "ответа", "ответов")
    audit.record(actor, "plan_sample", survey, f"Выборка: {told} из {frame.size}", margin=wish.margin)
    return sample


@transaction.atomic
def draw_sample(*, actor: Actor, survey_id: int, seed: str = "") -> Sample:
    """Draw people of the frame by the plan; the seed is random unless given. RuleBroken where nobody can be drawn.

    The contacts of those of a list who were not drawn are erased at once. Порядок: biysk 4, livny 4.
    """
    survey = survey_to_run(actor, survey_id)
    population = population_of(survey)
    sample = Sample.objects.select_for_update().filter(survey=survey).first()
    if sample is None:
        raise RuleBroken("plan", "Сначала рассчитайте размер выборки.")
    if sample.drawn_at is not None:
        raise RuleBroken("drawn", "Люди уже отобраны.")
    if not population.reachable:
        raise RuleBroken("people", "Отбирать некого: в совокупности нет людей с контактом и согласием.")
    refs: dict[int, list[str]] = defaultdict(list)
    for cell, ref in FramePerson.objects.filter(survey=survey).values_list("cell", "ref"):
        refs[cell].append(ref)
    chosen_seed = seed.strip()[:64] or secrets.token_hex(SEED_BYTES)
    chosen = [ref for _, ref in draw(refs, sample.invited_targets, chosen_seed)]
    _mark(survey, chosen)
    sample.seed, sample.drawn_digest = chosen_seed, population.digest
    sample.drawn_at, sample.drawn_by_id = timezone.now(), actor.user_id
    sample.save(update_fields=["seed", "drawn_digest", "drawn_at", "drawn_by"])
    told = count_with_word(len(chosen), "человек", "человека", "человек")
    audit.record(actor, "draw_sample", survey, f"Отобрано: {told}", seed=chosen_seed, digest=population.digest)
    return sample


@transaction.atomic
def undo_draw(*, actor: Actor, survey_id: int) -> None:
    """Take the draw back before the survey is opened; the next one has another seed and stands in the trail too."""
    survey = survey_to_run(actor, survey_id)
    if survey.state != Survey.State.DRAFT:
        raise RuleBroken("open", "Опрос уже открыт: отбор не отменить. Допишите в отчёт, что пошло не так.")
    taken = Sample.objects.filter(survey=survey, drawn_at__isnull=False)
    if not taken.update(drawn_at=None, drawn_by=None, seed="", drawn_digest=""):
        raise RuleBroken("not_drawn", "Отбора ещё не было.")
    FramePerson.objects.filter(survey=survey).update(place=None)
    audit.record(actor, "undo_draw", survey, "Отбор людей отменён")


def note_printed_list(*, actor: Actor, survey_id: int, way: str) -> Survey:
    """Note in the trail who took the list of those drawn, with their contacts, and how."""
    survey = survey_to_run(actor, survey_id)
    audit.record(actor, "take_drawn_list", survey, "Взят список отобранных с контактами", way=way)
    return survey


def population_of(survey: Survey) -> TargetPopulation:
    """The survey's population; RuleBroken before one is stated."""
    found = TargetPopulation.objects.filter(survey=survey).first()
    if found is None:
        raise RuleBroken("population", "Сначала определите генеральную совокупность.")
    return found


def _targets(wish: SampleWish, answers: int, frame: Frame) -> list[int]:
    if wish.allocation == Sample.Allocation.NEYMAN:
        spreads = [_spread((wish.shares or {}).get(place)) for place in range(len(frame.cells))]
        return allocation.neyman(answers, frame.counts, spreads, least=wish.least_per_cell)
    spread = allocation.equal if wish.allocation == Sample.Allocation.EQUAL else allocation.proportional
    return spread(answers, frame.counts, least=wish.least_per_cell)


def _spread(share: float | None) -> float | None:
    if share is None:
        return None
    if not 0 <= share <= 1:
        raise ValueError("Ожидаемая доля ячейки — от 0 до 100 %.")
    return float((share * (1 - share)) ** 0.5)


def _mark(survey: Survey, chosen: list[str]) -> None:
    order = {ref: place for place, ref in enumerate(chosen, start=1)}
    drawn = [person for person in FramePerson.objects.filter(survey=survey) if person.ref in order]
    for person in drawn:
        person.place = order[person.ref]
    FramePerson.objects.bulk_update(drawn, ["place"], batch_size=500)
    rest = FramePerson.objects.filter(survey=survey, place__isnull=True, item_id__isnull=True, erased_at__isnull=True)
    rest.update(name="", email="", phone="", address="", erased_at=timezone.now())
