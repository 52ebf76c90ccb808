"""Administrations of one installation beside each other by like indicators; who cannot be told apart shares a place.

Only those that joined stand in it, and only those see it: figures of an administration are its own matter until it
says otherwise. Nothing but the rating itself passes the border: no survey, no group, no text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in
from otklik.analysis.indicators.board import placed
from otklik.analysis.indicators.count import whole
from otklik.analysis.indicators.figures import Placed
from otklik.analysis.indicators.items import items_rating
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import Administration, administrations, all_procedures
from otklik.core.appeals import Audience
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import NOTHING, Tally, total
from otklik.core.spans import Span
from otklik.procedures.schema_analysis import SatisfactionIndicator
from otklik.surveys.models import Survey
from otklik.surveys.policies import can_view_surveys

#: The option of an administration that says whether it stands in the rating.
JOINED = "joins_rating"


@dataclass(frozen=True)
class AdministrationRating:
    """One indicator over the administrations that have it, from the best."""

    title: str
    formula: RatingFormula
    groups: tuple[Placed, ...]


@dataclass(frozen=True)
class AdministrationBoard:
    """The ratings; `is_joined` tells whether the asker's own administration stands in them."""

    is_joined: bool
    joined_count: int
    ratings: tuple[AdministrationRating, ...] = ()


def administration_board(actor: Actor, span: Span, today: date) -> AdministrationBoard:
    """The ratings of a period. NotFound without the right; empty while the own administration has not joined.

    Indicators are alike when they count the same: what the questions rate and the formula. Порядок: gatchina 1.1
    """
    if not can_view_surveys(actor):
        raise NotFound
    joined = {one.pk: one for one in administrations() if one.options.get(JOINED)}
    if actor.administration_id not in joined:
        return AdministrationBoard(is_joined=False, joined_count=len(joined))
    answers = _answers(joined, span, today)
    ratings = tuple(_rated(entry, joined, answers) for entry in _entries(actor.administration_slug))
    return AdministrationBoard(
        is_joined=True, joined_count=len(joined), ratings=tuple(one for one in ratings if one.groups)
    )


def _entries(slug: str) -> Iterable[SatisfactionIndicator]:
    return [one for one in all_procedures()[slug].indicators if one.audience == Audience.EXTERNAL]


def _answers(joined: Mapping[int, Administration], span: Span, today: date) -> dict[int, list[SurveyAnswers]]:
    surveys = Survey.objects.filter(administration_id__in=list(joined), audience=Audience.EXTERNAL.value)
    found = answers_in(list(surveys.exclude(state=Survey.State.DRAFT).select_related("version")), [span], today)
    by_place: dict[int, list[SurveyAnswers]] = {}
    for one in found.get(span, []):
        by_place.setdefault(one.survey.administration_id, []).append(one)
    return by_place


def _rated(
    entry: SatisfactionIndicator, joined: Mapping[int, Administration], answers: Mapping[int, list[SurveyAnswers]]
) -> AdministrationRating:
    formula = rating_formulas()[entry.formula]
    sums: dict[str, Tally] = {}
    for pk, place in joined.items():
        if any(_is_alike(entry, other) for other in _entries(place.slug)):
            parts = [
                whole(formula, items_rating(one.matrix, entry.rates, entry.of), one) for one in answers.get(pk, ())
            ]
            sums[place.slug] = total(parts) if parts else NOTHING
    titles = {place.slug: place.short_title for place in joined.values()}
    return AdministrationRating(entry.title, formula, placed(formula, sums, titles))


def _is_alike(one: SatisfactionIndicator, other: SatisfactionIndicator) -> bool:
    return (one.rates, one.of, one.formula) == (other.rates, other.of, other.formula)
