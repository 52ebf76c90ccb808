"""Only who counts alike stands in one column; the others are told apart in words; ties are ties."""

from dataclasses import replace

import pytest

from otklik.region.comparing import Subject, difference, subjects
from otklik.region.counting import _kinds_in_words
from otklik.region.payload import Duties, Figures, Value, Way, from_payload, to_payload

WHOLE = Way("indicator", "whole", "top_2_box", "1–5", "self", "ответы всех, кто захотел ответить")
TITLES = {"a": "Анино", "b": "Борино", "c": "Викино"}


def rating(value: float | None, n: int = 400, way: Way = WHOLE, unit: str = "share", **facts: object) -> Value:
    told = {"error": 0.02, "effective_n": float(n), "marks": n, **facts}
    return Value(way, "Общий уровень", unit, value, n if value is not None else None, **told)  # type: ignore[arg-type]


def figures(*values: Value) -> Figures:
    return Figures(values, None, "530 от 28.05.2025, редакция 1", 5, is_closed=True)


def only(**values: Value) -> Subject:
    return subjects({slug: figures(one) for slug, one in values.items()}, TITLES)[0]


def test_who_cannot_be_told_apart_shares_a_place() -> None:
    column = only(a=rating(0.80), b=rating(0.79), c=rating(0.40)).columns[0]
    assert [(one.title, one.place) for one in column.lines] == [
        ("Анино", (1, 2)),
        ("Борино", (1, 2)),
        ("Викино", (3, 3)),
    ]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(WHOLE, formula="mean"), "формула"),
        (replace(WHOLE, scale="1–10"), "шкала 1–10, а не 1–5"),
        (
            replace(WHOLE, population="weighed", population_title="ответы с весами выборки"),
            "в счёте ответы с весами выборки",
        ),
        (replace(WHOLE, period="month"), "другой период"),
    ],
)
def test_another_way_is_another_column_and_says_so(other: Way, words: str) -> None:
    found = only(a=rating(0.8), b=rating(0.7), c=rating(0.9, way=other))
    assert [len(one.lines) for one in found.columns] == [2, 1]
    assert not found.columns[0].difference
    assert words in found.columns[1].difference
    assert difference(WHOLE, WHOLE) == ""


def test_one_kind_is_told_in_the_singular() -> None:
    assert _kinds_in_words(["complaint"]) == "вид «жалоба»"
    assert _kinds_in_words(["complaint", "proposal"]) == "виды «жалоба», «предложение»"


def test_other_words_for_the_same_set_are_the_same_column() -> None:
    ways = [Way("satisfied_share", "satisfied", population="complaint", population_title=title) for title in "xyz"]
    values = {slug: Value(way, "Удовлетворено", "share", 0.4, 90) for slug, way in zip("abc", ways, strict=True)}
    found = only(**values)
    assert len(found.columns) == 1
    assert not found.is_rated
    assert all(one.place is None for one in found.columns[0].lines)


def test_what_is_hidden_and_what_is_absent_are_named_and_have_no_value() -> None:
    found = only(a=rating(0.8), b=rating(None, is_hidden=True), c=rating(None))
    assert [one.title for one in found.columns[0].lines] == ["Анино"]
    assert (found.hidden, found.absent) == (("Борино",), ("Викино",))


def test_what_is_stored_comes_back_the_same() -> None:
    stored = figures(rating(0.8), rating(None, is_hidden=True))
    stored = replace(stored, duties=Duties(4, 3, 1, 1, ("Карта болей",)))
    assert from_payload(to_payload(stored)) == stored
