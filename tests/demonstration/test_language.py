"""Grammar that the generator itself is answerable for."""

from datetime import date
from random import Random

import pytest

from otklik.core.appeals import ItemKind
from otklik.demonstration.authors import feminine
from otklik.demonstration.place import load_place
from otklik.demonstration.slots import Filler, declined_street
from otklik.demonstration.threads import fitting, pick, split_tag


@pytest.fixture
def filler() -> Filler:
    place = load_place("biysk")
    area = next(area for area in place.areas if area.nom == "Заречье")
    rng = Random(1)  # noqa: S311
    return Filler(rng, place, area, ("Советская", 7, 0), today=date(2025, 3, 1), male=False, word_seed=5)


@pytest.mark.parametrize(
    ("form", "expected"), [(None, "Советская"), ("gen", "Советской"), ("prep", "Советской"), ("acc", "Советскую")]
)
def test_adjective_streets_decline(form: str | None, expected: str) -> None:
    assert declined_street("Советская", form) == expected


def test_genitive_streets_stay() -> None:
    assert {declined_street("Ленина", form) for form in (None, "gen", "prep", "acc")} == {"Ленина"}


@pytest.mark.parametrize(
    ("surname", "expected"),
    [("Волков", "Волкова"), ("Троицкий", "Троицкая"), ("Явтысый", "Явтысая"), ("Шмидт", "Шмидт"), ("Косых", "Косых")],
)
def test_feminine_surnames(surname: str, expected: str) -> None:
    assert feminine(surname) == expected


def test_slots_agree(filler: Filler) -> None:
    assert filler.fill("по {street_prep}, {area_in}, {g:рад|рада}") == "По улице Советской, в Заречье, рада"
    assert filler.fill("{count:21-21|день|дня|дней}") == "21 день"
    assert filler.fill("ещё {many:2-5} лет и {few:4-9} года") == "Ещё 5 лет и 4 года"


def test_one_case_keeps_its_words(filler: Filler) -> None:
    first = filler.fill("{school}")
    assert all(filler.fill("{school}") == first for _ in range(20))


def test_sentences_begin_with_capitals_and_abbreviations_do_not(filler: Filler) -> None:
    assert filler.fill("яма. вторая! третья") == "Яма. Вторая! Третья"
    assert filler.fill("на ул. пушкина, 5 тыс. руб. лишних") == "На ул. пушкина, 5 тыс. руб. лишних"


def test_unknown_slot_is_named(filler: Filler) -> None:
    with pytest.raises(KeyError, match="nonsense"):
        filler.fill("{nonsense}")


def test_threads_keep_answers_to_their_questions() -> None:
    texts = ("^a первый", "^b второй", "общий", "^P совет")
    assert fitting(texts, ItemKind.COMPLAINT, "a") == ["^a первый", "общий"]
    assert split_tag("^ab текст") == ("ab", "текст")
    assert pick(Random(1), ("^b второй",), ItemKind.COMPLAINT, "a") == ""  # noqa: S311
