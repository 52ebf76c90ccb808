"""The numbers of published survey results as tables, and the results with everything hidden that gives too few away."""

from collections.abc import Sequence
from typing import Any

from otklik.core.disclosure.tables import TOTAL, ReleasedTable
from otklik.core.disclosure.weighed import tells_too_few
from otklik.core.ratings.rating import Rating
from otklik.publishing.contract import Payload
from otklik.publishing.ledger import minimum_of, protected_tables

ANSWER = "ответ"
GOOD = "довольны"


def survey_tables(found: Payload) -> list[ReleasedTable]:
    """A table of each question: those who answered it, each answer, and the answers that «довольны» takes together.

    Nobody's answers to two questions are told together, so questions say nothing about each other.
    """
    return [_table(found, at, one) for at, one in enumerate(found["questions"])]


def shielded(administration_id: int, found: Payload) -> Payload:
    """The results with hidden answers where too few gave them, or where others would give those away."""
    minimum = minimum_of(administration_id)
    protected = protected_tables(administration_id, survey_tables(found))
    questions = [_shielded(one, table, minimum) for one, table in zip(found["questions"], protected, strict=True)]
    return found | {"questions": questions}


def without_weighed(found: Payload, ratings: Sequence[Rating | None], minimum: int) -> Payload:
    """The results without the weighed shares that give back how few of a weight's people are behind them."""
    questions = [
        _untold(one) if rating is not None and tells_too_few(rating.classes, minimum) else one
        for one, rating in zip(found["questions"], ratings, strict=True)
    ]
    return found | {"questions": questions}


def _untold(one: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key not in {"value", "between"}} | {"good_count": None}


def _table(found: Payload, at: int, one: dict[str, Any]) -> ReleasedTable:
    cells: dict[tuple[str, ...], int | None] = {(TOTAL,): one["n"]}
    for bar in one["bars"]:
        cells[(bar["title"],)] = None if bar["share"] is None else round(bar["share"] * one["n"])
    good = _good_bars(one)
    if good:
        cells[(GOOD,)] = one["good_count"]
    dimension = ANSWER
    return ReleasedTable(
        name=f"{found['title']}: {one['title']}, {found['period']}",
        dimensions=(dimension,),
        cells=cells,
        counts=f"survey:{found.get('survey_id', '')}:{found['period']}:{at + 1}",
        parts={dimension: {GOOD: tuple(good)}} if good else {},
        overlapping=frozenset({dimension} if one.get("several") else ()),
    )


def _good_bars(one: dict[str, Any]) -> list[str]:
    """Titles of the answers that «довольны» takes together: those at one end of the scale that make its count."""
    if one.get("good_bars") is not None:
        return list(one["good_bars"])
    count, bars = one.get("good_count"), one["bars"]
    if count is None or any(bar["share"] is None for bar in bars):
        return []
    for ordered in (bars, bars[::-1]):
        held = 0
        for size, bar in enumerate(ordered, start=1):
            held += round(bar["share"] * one["n"])
            if held == count:
                return [each["title"] for each in ordered[:size]] if size < len(bars) else []
    return []


def _shielded(one: dict[str, Any], table: ReleasedTable, minimum: int) -> dict[str, Any]:
    bars = [_bar(bar, table.cells[(bar["title"],)]) for bar in one["bars"]]
    found = one | {"bars": bars, "good_bars": _good_bars(one)}
    if 0 < one["unsure"] < minimum:
        found["unsure"] = 0
    if (GOOD,) in table.cells and table.cells[(GOOD,)] is None:
        found = _untold(found)
    return found


def _bar(bar: dict[str, Any], count: int | None) -> dict[str, Any]:
    return bar if count is not None else bar | {"share": None, "width": 0}
