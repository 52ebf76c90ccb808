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
    everybody = whole(formula, items, answers).n
    if not everybody:
        return {}
    found = tallies(formula, items, division.places, len(division.keys), answers.weights)
    shown = _shown([one.n for one in found], everybody, answers.survey.minimum_group)
    pairs = zip(division.keys, found, shown, strict=False)
    return {key: sums for key, sums, may in pairs if may and sums.n}


def _shown(counts: list[int], everybody: int, minimum: int) -> tuple[bool, ...]:
    """Of the groups that the division shows, those large enough here; what it hides are two groups at least."""
    rest = everybody - sum(counts)
    hidden = [rest, 0] if rest else []
    return shown_groups([*counts, *hidden], minimum, [True] * len(counts) + [False] * len(hidden))
