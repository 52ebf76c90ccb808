"""Weighing a survey's answers so that they fit the population, and switching the weights on and off."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.sampling.cells import Codes, Dimension, Frame
from otklik.core.sampling.weights import Weighting, poststratify, rake
from otklik.surveys.access import survey_to_run
from otklik.surveys.actions.draw_sample import population_of
from otklik.surveys.matrix import matrix_of_survey
from otklik.surveys.models import Survey, SurveyWeights
from otklik.surveys.sampling.field import Matched, counts_by_codes, matched
from otklik.surveys.weights import chosen_dimensions


@transaction.atomic
def weigh_survey(*, actor: Actor, survey_id: int, method: str, dimensions: Sequence[str]) -> SurveyWeights:
    """Make weights by the chosen dimensions of the population; RuleBroken says which cell is silent.

    Порядок: biysk 4, livny 4.
    """
    survey = survey_to_run(actor, survey_id)
    if survey.state == Survey.State.DRAFT:
        raise RuleBroken("draft", "Опрос ещё не открыт: взвешивать нечего.")
    frame = Frame.of(population_of(survey).frame)
    matrix = matrix_of_survey(survey.pk)
    pairs = _chosen(matched(frame, matrix.columns), dimensions)
    counts, unplaced = counts_by_codes(matrix, pairs)
    slugs = [pair.dimension.slug for pair in pairs]
    try:
        weighting = _weighting(method, counts, frame, pairs, slugs)
    except ValueError as fault:
        raise RuleBroken("weights", str(fault), "method") from fault
    least, most = weighting.extremes
    stored, _ = SurveyWeights.objects.update_or_create(
        survey=survey,
        defaults={
            "method": method, "dimensions": slugs, "columns": [pair.column.name for pair in pairs if pair.column],
            "factors": [[list(codes), counts[codes], factor] for codes, factor in weighting.factors.items()],
            "n": weighting.n, "unplaced": unplaced, "design_effect": weighting.design_effect,
            "effective_n": weighting.effective_n, "least": least, "most": most, "uses": True,
            "weighed_at": timezone.now(), "weighed_by_id": actor.user_id,
        },
    )  # fmt: skip
    audit.record(actor, "weigh_survey", survey, f"Ответы взвешены: {stored.get_method_display()}", n=weighting.n)
    return stored


@transaction.atomic
def use_weights(*, actor: Actor, survey_id: int, uses: bool) -> SurveyWeights:
    """Count the figures with the weights, or without them."""
    survey = survey_to_run(actor, survey_id)
    stored = SurveyWeights.objects.select_for_update().filter(survey=survey).first()
    if stored is None:
        raise RuleBroken("weights", "Весов ещё нет: сначала рассчитайте их.")
    stored.uses = uses
    stored.save(update_fields=["uses"])
    told = "Результаты считаются с весами" if uses else "Результаты считаются без весов"
    audit.record(actor, "use_weights", survey, told)
    return stored


def _chosen(pairs: Sequence[Matched], slugs: Sequence[str]) -> tuple[Matched, ...]:
    chosen = chosen_dimensions(pairs, slugs)
    if not chosen:
        raise RuleBroken("dimensions", "Выберите хотя бы один признак.", "dimensions")
    for pair in chosen:
        if pair.column is None:
            raise RuleBroken("dimensions", f"В анкете нет вопроса о признаке «{pair.dimension.title}».", "dimensions")
        if pair.missing:
            absent = ", ".join(pair.missing[:5])
            raise RuleBroken("dimensions", f"В вопросе «{pair.column.title}» нет вариантов: {absent}.", "dimensions")
    return chosen


def _weighting(
    method: str, counts: Mapping[Codes, int], frame: Frame, pairs: Sequence[Matched], slugs: Sequence[str]
) -> Weighting:
    """Reckon under the values' titles, so that a refusal names what people know, and give the codes back."""
    dimensions = [pair.dimension for pair in pairs]
    codes_of = {_titles(dimensions, codes): codes for codes in counts}
    named = {_titles(dimensions, codes): count for codes, count in counts.items()}
    if method == SurveyWeights.Method.RAKING:
        margins = [
            {one.title_of(code): people for code, people in frame.margin(one.slug).items()} for one in dimensions
        ]
        found = rake(named, margins)
    else:
        people = {_titles(dimensions, codes): count for codes, count in frame.joined(slugs).items()}
        found = poststratify(named, people)
    return Weighting(
        {codes_of[key]: factor for key, factor in found.factors.items()},
        {codes_of[key]: count for key, count in found.counts.items()},
    )


def _titles(dimensions: Sequence[Dimension], codes: Codes) -> Codes:
    return tuple(one.title_of(code) for one, code in zip(dimensions, codes, strict=True))
