"""From shown answers to the sums of an indicator: of a survey, of its groups, of its elements.

What stands in a sum over surveys is made only of what each survey may show by itself: so no sum of one page less a sum
of another gives a group that is hidden. Порядок: murashi 5.5
"""

from collections.abc import Sequence

from otklik.analysis.indicators.answers import SurveyAnswers
from otklik.analysis.indicators.dimensions import Division
from otklik.core.anonymity import shown_groups
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.item import Item
from otklik.core.ratings.tally import NOTHING, Tally, tallies, tally


def whole(formula: RatingFormula, items: Sequence[Item], answers: SurveyAnswers) -> Tally:
    """The sums over all; `NOTHING` where fewer than the minimum answered these questions."""
    if not items:
        return NOTHING
    found = tally(formula, items, answers.weights)
    return found if found.n >= answers.survey.minimum_group else NOTHING


def by_element(formula: RatingFormula, items: Sequence[Item], answers: SurveyAnswers) -> dict[str, Tally]:
    """The sums of each question by its key."""
    together: dict[str, list[Item]] = {}
    for item in items:
        together.setdefault(item.key, []).append(item)
    found = {key: whole(formula, alike, answers) for key, alike in together.items()}
    return {key: sums for key, sums in found.items() if sums.n}


def by_group(
    formula: RatingFormula, items: Sequence[Item], answers: SurveyAnswers, division: Division
) -> dict[str, Tally]:
    """The sums of each group that may be shown, by its key."""
    if not items or not whole(formula, items, answers).n:
        return {}
    found = tallies(formula, items, division.places, len(division.keys), answers.weights)
    among = [title not in division.hidden for title in division.titles]
    shown = shown_groups([one.n for one in found], answers.survey.minimum_group, among)
    pairs = zip(division.keys, found, shown, strict=True)
    return {key: sums for key, sums, may in pairs if may and sums.n}
