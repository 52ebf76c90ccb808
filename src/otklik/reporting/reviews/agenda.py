"""The agenda that the quarter itself proposes: open pains of its map by priority, then indicators that fell."""

from collections.abc import Iterable, Sequence
from datetime import date

from otklik.analysis.indicators.board import indicator_board
from otklik.analysis.indicators.figures import IndicatorLine
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.core.ratings.words import between_words, difference_words, value_text
from otklik.core.russian import count_with_word
from otklik.core.spans import Span
from otklik.improvement.enums import Level, PainState, Trend
from otklik.improvement.models import PainLine
from otklik.improvement.queries.paper import map_of_quarter
from otklik.procedures.schema_pains import PainRules
from otklik.reporting.models import PeriodReview, ReviewItem

MOST_PAINS, MOST_INDICATORS = 20, 10
_ORDER = {Level.HIGH: 0, Level.MEDIUM: 1, Level.LOW: 2}
_PRIORITY = {Level.HIGH: "высокий", Level.MEDIUM: "средний", Level.LOW: "низкий"}
_TOLD, _TITLE = 1000, 300


def proposed_items(actor: Actor, review: PeriodReview, lines: Sequence[IndicatorLine]) -> list[ReviewItem]:
    """Rows not stored yet. Порядок: livny 4 (результаты анализа рассматриваются в целях принятия решений)"""
    return [*_pains(actor, review, Quarter.from_key(review.quarter)), *_indicators(actor, review, lines)]


def indicator_lines(actor: Actor, quarter: Quarter, today: date) -> tuple[IndicatorLine, ...]:
    """The decree's indicators of the quarter, those that the actor may see; nothing without any right."""
    try:
        return indicator_board(actor, Span.of_quarter(quarter), today).lines
    except NotFound:
        return ()


def _pains(actor: Actor, review: PeriodReview, quarter: Quarter) -> Iterable[ReviewItem]:
    pain_map = map_of_quarter(actor, quarter)
    if pain_map is None:
        return []
    lines = PainLine.objects.visible_to(actor).filter(pain_map=pain_map, state=PainState.OPEN).select_related("pain")
    ordered = sorted(lines, key=lambda one: (_ORDER.get(Level(one.priority_in_force or "low"), 2), one.position))
    return [
        ReviewItem(
            review=review,
            source=ReviewItem.Source.PAIN,
            pain=line.pain,
            audience=line.pain.audience,
            title=line.title[:_TITLE],
            told=_about_pain(line)[:_TOLD],
        )
        for line in ordered[:MOST_PAINS]
    ]


def _about_pain(line: PainLine) -> str:
    parts = []
    if line.item_count or line.previous_count:
        parts.append(count_with_word(line.item_count, "сообщение", "сообщения", "сообщений"))
    if parts and line.previous_count is not None:
        parts.append(f"кварталом раньше {line.previous_count}")
    if line.prevalence:
        parts.append(f"распространённость {Level(line.prevalence).label}")
    if line.priority_in_force:
        parts.append(f"приоритет {_PRIORITY[Level(line.priority_in_force)]}")
    parts.append(Trend(line.trend).label)
    refused = f". В карте записан отказ: {line.refusal.rstrip('.')}" if line.refusal else ""
    return f"{', '.join(parts)}{refused}"


def _indicators(actor: Actor, review: PeriodReview, lines: Iterable[IndicatorLine]) -> Iterable[ReviewItem]:
    rules = procedure_of(actor.administration_slug).pain_rules
    low = [line for line in lines if is_low(line, rules)]
    return [
        ReviewItem(
            review=review,
            source=ReviewItem.Source.INDICATOR,
            key=line.entry.slug,
            audience=line.entry.audience.value,
            title=line.entry.title[:_TITLE],
            told=_about_indicator(line)[:_TOLD],
        )
        for line in low[:MOST_INDICATORS]
    ]


def is_low(line: IndicatorLine, rules: PainRules) -> bool:
    """Provably worse than the quarter before, or a share of satisfied below the threshold that the pain map uses."""
    if line.rating.value is None:
        return False
    change = line.against_previous
    if change is not None and change.is_proven and (change.value < 0) == line.formula.good_is_high:
        return True
    is_share = line.rating.unit == "share" and line.formula.good_is_high
    return is_share and line.rating.n >= rules.low_indicator_n and line.rating.value < rules.low_indicator


def _about_indicator(line: IndicatorLine) -> str:
    people = count_with_word(line.rating.n, "человек", "человека", "человек")
    value = value_text(line.rating.value, line.rating.unit)
    between = f" ({between_words(line.rating)})" if between_words(line.rating) else ""
    change = difference_words(line.against_previous, line.rating.unit, "кварталом раньше")
    return f"{value}{between}, {people}; {change}"
