"""Whether the period before may be a measure: a year of which only some quarters were counted is none.

The one place that decides it: sentences, tables, pictures, the page and the JSON read what is left here.
"""

from collections.abc import Mapping
from typing import Any

from otklik.core.periods import Quarter
from otklik.core.report_period import ReportPeriod

Plain = dict[str, Any]
_FEW = 3


def is_comparable(payload: Mapping[str, Any]) -> bool:
    """Every quarter of the period before was counted: a part of a year is no measure for a whole one."""
    return len(payload["counted_before"]) == len(_before(payload).quarters)


def is_partial(payload: Mapping[str, Any]) -> bool:
    """Something of the period before was counted, but not all of it."""
    return bool(payload["counted_before"]) and not is_comparable(payload)


def partly_words(payload: Mapping[str, Any]) -> str:
    """«учтены только III и IV кварталы»."""
    known = [Quarter.parse(one) for one in payload["counted_before"]]
    numbers = " и ".join(one.title.split()[0] for one in known) if len(known) < _FEW else f"{len(known)}"
    forms = ("учтён только {} квартал", "учтены только {} кварталы", "учтены только {} квартала")
    return forms[min(len(known), _FEW) - 1].format(numbers)


def no_change_note(payload: Mapping[str, Any]) -> str:
    """Why a table with the period before shows no change; empty where it does."""
    if not is_partial(payload):
        return ""
    return f"Изменение не показано: за {_before(payload).title} {partly_words(payload)}."


def before_title(payload: Mapping[str, Any]) -> str:
    """«2024 год», «2024 год (учтены только III и IV кварталы)»."""
    title = _before(payload).title
    return f"{title} ({partly_words(payload)})" if is_partial(payload) else title


def only_comparable(payload: Plain) -> Plain:
    """The payload without changes against a period that was counted in part; nothing of the given one is touched."""
    if not is_partial(payload):
        return payload
    return payload | {"audiences": {key: _unchanged(one) for key, one in payload["audiences"].items()}}


def _unchanged(told: Plain) -> Plain:
    metrics = [one | {"rows": [_without_change(row) for row in one["rows"]]} for one in told["metrics"]]
    indicators = told["indicators"]
    rows = [row | {"change": None} for row in indicators["rows"]]
    return told | {"metrics": metrics, "indicators": indicators | {"rows": rows}}


def _without_change(row: Plain) -> Plain:
    return {name: value for name, value in row.items() if name != "change"}


def _before(payload: Mapping[str, Any]) -> ReportPeriod:
    return ReportPeriod.parse(payload["period"]).previous()
