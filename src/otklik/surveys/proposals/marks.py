"""Causes in the marks of surveys: a large negative share, a fall against the quarter before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.core.questionnaire.columns import MISSING, ColumnKind
from otklik.core.questionnaire.enums import Rates
from otklik.core.ratings.comparison import compare
from otklik.core.ratings.item import Item, Marks
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import tally
from otklik.core.ratings.words import difference_words
from otklik.core.russian import format_share, share_with_count
from otklik.procedures.schema_analysis import SurveyRules
from otklik.surveys.matrix import SurveyMatrix, matrices_of_surveys
from otklik.surveys.models import Survey, SurveyProposal
from otklik.surveys.proposals.cause import Cause

#: What is compared between quarters: surveys of one audience, kind, object and process, by what they rate.
Group = tuple[str, str, str, int | None, Rates]
RATES_WORDS: dict[Rates, str] = {
    "whole": "Удовлетворённость в целом",
    "quality": "Удовлетворённость качеством",
    "element": "Удовлетворённость элементами и этапами",
    "information": "Удовлетворённость информацией",
    "activity": "Оценка деятельности",
    "aspect": "Удовлетворённость условиями работы",
}
MOST_SENTENCES = 5


@dataclass(frozen=True)
class _Seen:
    """A survey with its answers of one quarter."""

    survey: Survey
    matrix: SurveyMatrix


def causes_in_marks(administration: Administration, quarter: Quarter, rules: SurveyRules) -> list[Cause]:
    """Surveys of the quarter whose negative share or whose fall is past the profile's thresholds.

    Порядок: murashi 5.2, biysk 4, livny 4.
    """
    now, before = (_answers(administration, one) for one in (quarter, quarter.previous()))
    negative = (_negative(seen, quarter, rules) for seen in now)
    return [*(cause for cause in negative if cause), *_drops(now, before, quarter, rules)]


def _answers(administration: Administration, quarter: Quarter) -> list[_Seen]:
    surveys = Survey.objects.filter(administration=administration, opens_on__lte=quarter.end_on).exclude(
        state=Survey.State.DRAFT
    )
    surveys = surveys.exclude(closes_on__lt=quarter.start_on).select_related("process", "touchpoint")
    found = {survey.pk: survey for survey in surveys}
    matrices = matrices_of_surveys(found, since=quarter.start_on, until=quarter.end_on)
    return [_Seen(found[pk], matrix) for pk, matrix in matrices.items() if len(matrix)]


def _negative(seen: _Seen, quarter: Quarter, rules: SurveyRules) -> Cause | None:
    """One cause of a survey: its worst question first, the others past the threshold below it."""
    least = max(rules.minimum_n, seen.survey.minimum_group)
    worst: list[tuple[float, str, str]] = []
    for item in _items(seen.matrix):
        rating = _rate("bottom_2_box", [item])
        if rating.n >= least and rating.value is not None and rating.value >= rules.negative_share:
            counts = share_with_count(rating.value, round(rating.numerator or 0), round(rating.denominator or 0))
            worst.append((rating.value, item.title, counts))
    if not worst:
        return None
    worst.sort(key=lambda one: (-one[0], one[1]))
    survey = seen.survey
    why = [f"«{title}»: негативных оценок {counts}." for _, title, counts in worst[:MOST_SENTENCES]]
    why.append(
        f"Порог: {format_share(rules.negative_share, 0)} негативных оценок (1 и 2 из 5) при {rules.minimum_n} ответах и"
        " больше."
    )
    return Cause(
        key=f"negative:{survey.pk}:{quarter}",
        reason=SurveyProposal.Reason.NEGATIVE,
        title=f"{format_share(worst[0][0], 0)} негативных оценок: {survey.title}",
        why=tuple(why),
        about=_about(survey),
        audience=survey.audience,
        facts={"share": worst[0][0], "threshold": rules.negative_share, "questions": len(worst)},
        source_survey_id=survey.pk,
        process_id=survey.process_id,
        touchpoint_id=survey.touchpoint_id,
    )


def _drops(now: Sequence[_Seen], before: Sequence[_Seen], quarter: Quarter, rules: SurveyRules) -> Iterator[Cause]:
    later, earlier = _by_group(now), _by_group(before)
    for group, (seen, items) in later.items():
        if group not in earlier:
            continue
        new, old = _pooled(items), _pooled(earlier[group][1])
        found = compare(new, old)
        if min(new.n, old.n) < rules.minimum_n or found is None or not found.is_proven:
            continue
        if -found.value * 100 >= rules.drop_points:
            words = difference_words(found, "share", f"кварталом раньше ({quarter.previous().title})")
            yield _drop(group, seen, quarter, rules, (new, old, words))


def _drop(group: Group, seen: _Seen, quarter: Quarter, rules: SurveyRules, found: tuple[Rating, Rating, str]) -> Cause:
    new, old, words = found
    title = RATES_WORDS[group[-1]]
    survey = seen.survey
    return Cause(
        key=f"drop:{':'.join(str(part or '-') for part in group)}:{quarter}"[:160],
        reason=SurveyProposal.Reason.DROP,
        title=f"{title} снизилась до {format_share(new.value, 0)}: {survey.process or survey.title}",
        why=(
            f"{title}, доля «4» и «5»: {_counted(new)}, кварталом раньше {_counted(old)}.",
            f"{words[:1].upper()}{words[1:]}.",
            f"Порог: снижение на {rules.drop_points:g} п. п. при {rules.minimum_n} ответах в каждом квартале.",
        ),
        about=_about(survey),
        audience=survey.audience,
        facts={"share": new.value, "before": old.value, "n": new.n, "n_before": old.n},
        source_survey_id=survey.pk,
        process_id=survey.process_id,
        touchpoint_id=survey.touchpoint_id,
    )


def _by_group(seen: Sequence[_Seen]) -> Mapping[Group, tuple[_Seen, list[list[Item]]]]:
    """Rated questions of each survey of a group; the youngest survey stands for it."""
    found: dict[Group, tuple[_Seen, list[list[Item]]]] = {}
    for one in sorted(seen, key=lambda each: each.survey.opens_on, reverse=True):
        survey = one.survey
        by_rates: dict[Rates, list[Item]] = defaultdict(list)
        for item, rates in _rated(one.matrix):
            by_rates[rates].append(item)
        for rates, items in by_rates.items():
            group = (survey.audience, survey.kind, survey.subject, survey.process_id, rates)
            found.setdefault(group, (one, []))[1].append(items)
    return found


def _rated(matrix: SurveyMatrix) -> Iterator[tuple[Item, Rates]]:
    for column in matrix.columns:
        if column.kind is ColumnKind.MARK and column.rates:
            yield Item(column.name, column.title, matrix.column(column.name), column.low, column.high), column.rates


def _items(matrix: SurveyMatrix) -> list[Item]:
    return [item for item, _ in _rated(matrix)]


def _pooled(surveys: Sequence[Sequence[Item]]) -> Rating:
    """The share of satisfied marks among all marks; respondents of several surveys stand one under another."""
    first = {item.key: item for items in surveys for item in items}
    parts: dict[str, list[Marks]] = {key: [] for key in first}
    for items in surveys:
        own = {item.key: item.marks for item in items}
        nothing = np.full(len(items[0].marks), MISSING, dtype=np.float32)
        for key, found in parts.items():
            found.append(own.get(key, nothing))
    joined = [replace(first[key], marks=np.concatenate(found)) for key, found in parts.items()]
    return _rate("top_2_box", joined)


def _rate(slug: str, items: Sequence[Item]) -> Rating:
    formula = rating_formulas()[slug]
    return rate(formula, tally(formula, items))


def _counted(rating: Rating) -> str:
    return share_with_count(rating.value, round(rating.numerator or 0), round(rating.denominator or 0))


def _about(survey: Survey) -> str:
    return f"«{survey.process or survey.touchpoint or survey.title}»"
