"""The cut of a decree into clauses, and the search of quotes in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.procedures import registry
from otklik.procedures.decree_text import DecreeText, clause_names, folded
from otklik.procedures.toml_lines import LineMap

TEXT = """АДМИНИСТРАЦИЯ
1. Утвердить Порядок.
3. Контроль возложить на главу.

ПОРЯДОК
сбора и анализа

1. Общие положения
1.1. Настоящий порядок
для всех.
    1.2\tТермины
2. Прочее
2.1. Последнее
Приложение к порядку сбора
Шаблон карты
"""


def test_clauses_of_a_text() -> None:
    clauses = DecreeText(TEXT).clauses
    assert clauses["постановление"].endswith("контроль возложить на главу.")
    assert clauses["1"] == "1. общие положения 1.1. настоящий порядок для всех. 1.2 термины"
    assert clauses["1.1"] == "1.1. настоящий порядок для всех."
    assert clauses["2.1"] == "2.1. последнее"
    assert clauses["приложение"] == "приложение к порядку сбора шаблон карты"


@pytest.mark.parametrize(
    ("citation", "names"),
    [
        ("4.2", ["4.2"]),
        ("2.1, 4.2", ["2.1", "4.2"]),
        ("Приложение", ["приложение"]),
        ("пп. 3-4 постановления", ["постановление"]),
    ],
)
def test_citations(citation: str, names: list[str]) -> None:
    assert clause_names(citation) == names


def test_a_quote_is_sought_inside_its_clause_only() -> None:
    decree = DecreeText(TEXT)
    assert decree.holds("ПОРЯДОК  для\nвсех", "1.1")
    assert not decree.holds("порядок для всех", "1.2")
    assert decree.holds("порядок для всех", "1.2, 1.1")
    assert decree.clauses_with("порядок для всех") == ["1.1", "1"]


@given(st.data())
def test_any_piece_of_a_clause_is_found_whatever_its_spaces_and_case(data: st.DataObject) -> None:
    words = ["Настоящий", "порядок", "для", "всех."]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    space = data.draw(st.sampled_from([" ", "\n", "\t ", "\u00a0", " \r\n"]))
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    assert DecreeText(TEXT).holds(case(space.join(words[first:last])), "1.1")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text) or "ŉ" in text


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("murashi", [*(f"4.{n}" for n in (1, 2)), *(f"5.{n}" for n in range(1, 22))]),
        ("gatchina", ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4"]),
        ("naryan-mar", ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4"]),
        ("biysk", ["1", "2", "3", "4", "5", "6"]),
        ("livny", ["постановление", "1", "2", "3", "4", "5", "6", "приложение"]),
    ],
)
def test_shipped_decrees_are_cut_whole(slug: str, names: list[str]) -> None:
    clauses = registry.decree_text(registry.PROFILES / slug).clauses
    assert [name for name in names if name not in clauses] == []


def test_lines_of_a_toml_text() -> None:
    lines = LineMap('# a\n[act]\nslug = "x"\n\n[[terms]]\nnote = """\n[[terms]]\n"""\n[[terms]] # b\nslug = "y"\n')
    assert lines.line_of(("act", "slug")) == 3
    assert lines.line_of(("terms", 0, "note")) == 6
    assert lines.line_of(("terms", 1, "slug")) == 10
    assert lines.line_of(("terms", 1, "title")) == 9
    assert lines.line_of(("nothing",)) == 0
