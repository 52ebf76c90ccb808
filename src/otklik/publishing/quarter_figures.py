"""The results of a quarter as the public sees them: plain data made of the indicators of external surveys.

Nothing of appeals goes in: their measures stay inside by the same decrees. Порядок: murashi 4.1, 5.17, biysk 3, livny 3
"""

from collections.abc import Mapping
from typing import Any

from otklik.analysis.indicators.figures import Board, IndicatorLine, Value
from otklik.core.disclosure.weighed import tells_too_few
from otklik.core.periods import Quarter
from otklik.core.ratings.comparison import Comparison
from otklik.core.ratings.formula import Unit
from otklik.core.ratings.rating import Rating
from otklik.core.ratings.words import between_words, value_text
from otklik.core.russian import count_with_word, format_number

#: Quarters of the course, the one at hand among them.
TREND = 5
Payload = dict[str, Any]


def payload_of(board: Board, minimum: int) -> Payload:
    """The quarter's indicators with their intervals, courses and elements.

    Those that nobody answered are left out, and so are weighed shares that tell of fewer people than the minimum.
    """
    quarter = board.span.quarter
    lines = [_line(one, minimum) for one in board.lines if may_be_told(one.rating, minimum)]
    return {
        "quarter": str(quarter),
        "title": f"Что ответили жители: {quarter.title}",
        "period": quarter.title,
        "until": quarter.end_on.isoformat(),
        "n": board.response_count,
        "survey_count": board.survey_count,
        "minimum": max(board.minimum_groups, default=0),
        "sentence": sentence(quarter, lines, board.response_count),
        "indicators": lines,
    }


def sentence(quarter: Quarter, lines: list[Payload], responses: int) -> str:
    """The finding in a sentence: the first indicator and whether it has really moved."""
    sheets = count_with_word(responses, "анкету", "анкеты", "анкет")
    told = f"За {quarter.title} жители заполнили {sheets}."
    return f"{told} {lines[0]['said']} {lines[0]['change']}" if lines else told


def may_be_told(rating: Rating, minimum: int) -> bool:
    """Whether there is a value, and it does not give back how few of a weight's people are behind it."""
    return rating.value is not None and not (rating.unit == "share" and tells_too_few(rating.classes, minimum))


def _line(line: IndicatorLine, minimum: int) -> Payload:
    entry = line.entry
    return _figures(line.rating) | {
        "slug": entry.slug,
        "title": entry.title,
        "formula": line.formula.title,
        "method": line.formula.description,
        "is_small": line.is_small,
        "clause": entry.clause,
        "said": said(line.rating),
        "change": change_words(line.against_previous, line.rating.unit),
        "trend": [_value(one) for one in line.trend[-TREND:] if may_be_told(one.rating, minimum)],
        "elements": [
            _figures(one.rating) | {"key": one.key, "title": one.title}
            for one in line.elements
            if may_be_told(one.rating, minimum)
        ],
    }


def said(rating: Rating) -> str:
    """«Довольны 48,9 % ответивших.»"""
    text = value_text(rating.value, rating.unit)
    return f"Довольны {text} ответивших." if rating.unit == "share" else f"Оценка {text}."


def change_words(found: Comparison | None, unit: Unit) -> str:
    """Whether it has really moved, in words that need no statistics."""
    if found is None:
        return "Сравнить с прошлым кварталом нельзя: тогда не отвечали."
    if not found.is_proven:
        return "По сравнению с прошлым кварталом заметных изменений нет."
    word = "Стало больше" if found.value > 0 else "Стало меньше"
    if unit != "share":
        return f"{word}, чем в прошлом квартале."
    points = format_number(abs(found.value) * 100, 1)
    return f"{word}, чем в прошлом квартале, на {points} процентного пункта."


def _value(one: Value) -> Payload:
    return _figures(one.rating) | {"quarter": str(one.span.quarter), "title": one.span.title}


def _figures(rating: Rating) -> Payload:
    low, high = rating.ends or (None, None)
    numerator, denominator = rating.counted or (rating.numerator, rating.denominator)
    return {
        "unit": rating.unit,
        "value": rating.value,
        "text": value_text(rating.value, rating.unit),
        "low": low,
        "high": high,
        "between": between_words(rating),
        "numerator": numerator,
        "denominator": denominator,
        "n": rating.n,
    }


def counted_people(payload: Mapping[str, Any]) -> dict[tuple[str, str], dict[tuple[str, str], int]]:
    """Indicator (slug, title) -> people by (quarter, element; empty for all): each figure stands on one of them."""
    found: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for line in payload["indicators"]:
        cells = found.setdefault((line["slug"], line["title"]), {})
        cells.update({(one["quarter"], ""): one["n"] for one in line["trend"]})
        cells[payload["quarter"], ""] = line["n"]
        cells.update({(payload["quarter"], one["key"]): one["n"] for one in line["elements"]})
    return found
