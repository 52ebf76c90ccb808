"""docs/security.md answers every item of OWASP ASVS 5.0.0 levels 1 and 2, and every test that it names exists."""

import ast
import re
from functools import cache

from tests.house.conftest import ROOT

from otklik.base.security_log import SecurityEvent
from otklik.base.visitor_limits import RATES

PAGE = ROOT / "docs/security.md"
#: Numbers of the items of each section: level 1, level 2.
ITEMS = {
    "1.1": ("", "1 2"),
    "1.2": ("1 2 3 4 5", "6 7 8 9"),
    "1.3": ("1 2", "3 4 5 6 7 8 9 10 11"),
    "1.4": ("", "1 2 3"),
    "1.5": ("1", "2"),
    "2.1": ("1", "2 3"),
    "2.2": ("1 2", "3"),
    "2.3": ("1", "2 3 4"),
    "2.4": ("", "1"),
    "3.2": ("1 2", ""),
    "3.3": ("1", "2 3 4"),
    "3.4": ("1 2", "3 4 5 6"),
    "3.5": ("1 2 3", "4 5"),
    "3.7": ("", "1 2"),
    "4.1": ("1", "2 3"),
    "4.2": ("", "1"),
    "4.3": ("", "1 2"),
    "4.4": ("1", "2 3 4"),
    "5.1": ("", "1"),
    "5.2": ("1 2", "3"),
    "5.3": ("1 2", ""),
    "5.4": ("", "1 2 3"),
    "6.1": ("1", "2 3"),
    "6.2": ("1 2 3 4 5 6 7 8", "9 10 11 12"),
    "6.3": ("1 2", "3 4"),
    "6.4": ("1 2", "3 4"),
    "6.5": ("", "1 2 3 4 5"),
    "6.6": ("", "1 2 3"),
    "6.8": ("", "1 2 3 4"),
    "7.1": ("", "1 2 3"),
    "7.2": ("1 2 3 4", ""),
    "7.3": ("", "1 2"),
    "7.4": ("1 2", "3 4 5"),
    "7.5": ("", "1 2"),
    "7.6": ("", "1 2"),
    "8.1": ("1", "2"),
    "8.2": ("1 2", "3"),
    "8.3": ("1", ""),
    "8.4": ("", "1"),
    "9.1": ("1 2 3", ""),
    "9.2": ("1", "2 3 4"),
    "10.1": ("", "1 2"),
    "10.2": ("", "1 2"),
    "10.3": ("", "1 2 3 4"),
    "10.4": ("1 2 3 4 5", "6 7 8 9 10 11"),
    "10.5": ("", "1 2 3 4 5"),
    "10.6": ("", "1 2"),
    "10.7": ("", "1 2 3"),
    "11.1": ("", "1 2"),
    "11.2": ("", "1 2 3"),
    "11.3": ("1 2", "3"),
    "11.4": ("1", "2 3 4"),
    "11.5": ("", "1"),
    "11.6": ("", "1"),
    "12.1": ("1", "2 3"),
    "12.2": ("1 2", ""),
    "12.3": ("", "1 2 3 4"),
    "13.1": ("", "1"),
    "13.2": ("", "1 2 3 4 5"),
    "13.3": ("", "1 2"),
    "13.4": ("1", "2 3 4 5"),
    "14.1": ("", "1 2"),
    "14.2": ("1", "2 3 4"),
    "14.3": ("1", "2 3"),
    "15.1": ("1", "2 3"),
    "15.2": ("1", "2 3"),
    "15.3": ("1", "2 3 4 5 6 7"),
    "16.1": ("", "1"),
    "16.2": ("", "1 2 3 4 5"),
    "16.3": ("", "1 2 3 4"),
    "16.4": ("", "1 2 3"),
    "16.5": ("", "1 2 3"),
    "17.1": ("", "1"),
    "17.2": ("", "1 2 3 4"),
    "17.3": ("", "1 2"),
}
WORDS = ("Нет у нас: ", "Решение: ", "Документ: ")
LEAST_REASON = 20
_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, ...]]:
    """Number, level, what is asked, the answer, the proof."""
    return [match.groups() for match in _ROW.finditer(PAGE.read_text(encoding="utf-8"))]


@cache
def functions_of(path: str) -> frozenset[str]:
    """Names of the tests of a file; nothing for a file that is not there."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_item_of_both_levels_is_answered_once() -> None:
    asked = [
        (f"{section}.{number}", str(level))
        for section, levels in ITEMS.items()
        for level, numbers in enumerate(levels, start=1)
        for number in numbers.split()
    ]
    assert sum(level == "1" for _, level in asked) == 70
    assert sum(level == "2" for _, level in asked) == 183
    assert sorted((number, level) for number, level, *_ in rows()) == sorted(asked)


def test_every_test_that_is_named_exists() -> None:
    named = [(row[0], *found) for row in rows() for found in re.findall(r"`([\w/.-]+\.py)::(\w+)`", row[4])]
    assert len(named) > 200
    assert not [one for one in named if one[2] not in functions_of(one[1])]


def test_what_no_test_proves_has_a_reason() -> None:
    bare = [row for row in rows() if "::" not in row[4]]
    assert not [row[0] for row in bare if not row[3].startswith(WORDS) or len(row[3]) < LEAST_REASON]


def test_what_is_said_to_be_written_is_written() -> None:
    text = PAGE.read_text(encoding="utf-8")
    heads = {head.lower().replace(" ", "-") for head in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    pointed = {anchor for row in rows() for anchor in re.findall(r"\]\(#([^)]+)\)", row[3])}
    assert pointed
    assert pointed <= heads


def test_every_event_and_every_fixed_rate_is_told() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert not [event for event in SecurityEvent if f"`{event}`" not in text]
    fixed = [rate.split("/")[0] for rate in RATES.values() if isinstance(rate, str)]
    assert not [number for number in fixed if not re.search(rf"\| {number} в час", text)]
