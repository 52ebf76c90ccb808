"""How the text of a cell becomes the value of each field of a message."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter

from otklik.importers.contract import Row
from otklik.importers.mapping import ANY_VALUE, ENUM_FIELDS, FIELD_TITLES, TargetField
from otklik.importers.plain_text import clean_line, clean_text

Parse = Callable[[str], object]
MOMENTS: frozenset[TargetField] = frozenset({"received_at", "registered_at", "answered_at"})
_LONG: frozenset[TargetField] = frozenset({"text", "answer"})
_CLIPPED: Mapping[str, int] = dict.fromkeys(("title", "place", "category", "reason", "department"), 300)
_LIMITED: Mapping[str, int] = {
    "source_number": 100,
    "name": 300,
    "email": 254,
    "phone": 60,
    "address": 500,
    "organization": 300,
    "inn": 12,
    "topic_code": 40,
    "subject": 80,
    "process": 80,
    "channel": 80,
}
_NOTHING = frozenset({"", "-", "–", "—", "нет", "н/д", "нет данных", "null", "none", "nan", "nat"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_NO_LIMIT = 1 << 30
_REPEATING = frozenset(
    {"title", "category", "reason", "department", "channel", "place", "subject", "process", "topic_code"}
)
_JOINERS: Mapping[str, str] = {"text": "\n", "answer": "\n", "address": ", ", "place": ", "}


class Rejected(ValueError):  # noqa: N818 - tells what became of the row
    """The row gives no message; the text says why, in Russian."""


def folded(text: str) -> str:
    """Text for comparing: case, ё and white space aside."""
    return " ".join(text.casefold().replace("ё", "е").split())


def cell_getter(field: TargetField, columns: Sequence[str], *, labelled: bool) -> Callable[[Row], str]:
    """A function that takes the field's raw text from a row, joining the filled columns when there are several."""
    if labelled:
        return lambda row: "\n".join(f"{column}: {row[column].strip()}" for column in columns if row[column].strip())
    if len(columns) == 1:
        return itemgetter(columns[0])
    joiner = _JOINERS.get(field, " ")
    return lambda row: joiner.join(row[column].strip() for column in columns if row[column].strip())


def field_parser(field: TargetField, values: Mapping[str, str], read_moment: Callable[[str], datetime]) -> Parse:
    """A function from raw text to the field's value; None stands for nothing. It raises Rejected."""
    if field in _LONG:
        return lambda raw: clean_text(raw) or None
    if field in MOMENTS:
        return _moment_parser(field, read_moment)
    if field in ENUM_FIELDS:
        return _choice_parser(field, ENUM_FIELDS[field], values)
    if field == "author_count":
        return _count
    return _line_parser(field, values)


def _moment_parser(field: TargetField, read_moment: Callable[[str], datetime]) -> Parse:
    def parse(raw: str) -> datetime | None:
        try:
            return read_moment(raw)
        except ValueError as problem:
            if raw.strip().casefold() in _NOTHING:
                return None
            raise Rejected(f"{FIELD_TITLES[field]}: {problem}.") from None

    return parse


def _choice_parser(field: TargetField, choices: type[StrEnum], values: Mapping[str, str]) -> Parse:
    known = {folded(label): choice for choice in choices for label in (choice.value, choice.label)}  # type: ignore[attr-defined]
    known |= {folded(source): choices(ours) for source, ours in values.items()}
    other = known.get(ANY_VALUE)

    @lru_cache(maxsize=4096)
    def parse(raw: str) -> StrEnum | None:
        source = folded(raw)
        found = known.get(source)
        if found is not None:
            return found
        if source in _NOTHING:
            return None
        if other is None:
            raise Rejected(f"{FIELD_TITLES[field]}: значение «{raw.strip()[:80]}» не сопоставлено.")
        return other

    return parse


def _line_parser(field: TargetField, values: Mapping[str, str]) -> Parse:
    known = {folded(source): ours for source, ours in values.items()}
    clip, limit = _CLIPPED.get(field, _NO_LIMIT), _LIMITED.get(field, _NO_LIMIT)

    def parse(raw: str) -> str | None:
        line = clean_line(raw)
        if known:
            line = known.get(folded(line), known.get(ANY_VALUE, line))
        if len(line) > clip:
            return f"{line[: clip - 1]}…"
        if len(line) > limit:
            raise Rejected(f"{FIELD_TITLES[field]}: длиннее {limit} знаков.")
        return None if len(line) <= _LONGEST_NOTHING and line.casefold() in _NOTHING else line

    return lru_cache(maxsize=4096)(parse) if field in _REPEATING else parse


def _count(raw: str) -> int | None:
    digits = raw.strip().removesuffix(".0")
    if digits.casefold() in _NOTHING:
        return None
    if not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits) <= 1_000_000:  # noqa: PLR2004
        raise Rejected(f"{FIELD_TITLES['author_count']}: «{digits[:40]}» — не число от 1 до 1 000 000.")
    return int(digits)
