from hypothesis import given
from hypothesis import strategies as st

from otklik.core.likeness import DUPLICATE_FROM, likeness, numbers_of

WORDS = ["дорога", "яма", "школа", "автобус", "свет", "вода", "5", "12"]
words = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def test_forms_of_words_are_alike() -> None:
    first = "Не чистят дорогу у школы на улице Лесной, 12"
    assert likeness(first, "На Лесной улице 12 у школы дорога не чистится") > DUPLICATE_FROM


def test_other_house_is_another_matter() -> None:
    assert likeness("Течёт крыша в доме 12 квартира 7", "Течёт крыша в доме 12 квартира 8") == 0
    assert likeness("Нет автобуса 05", "Нет автобуса 5") == 1


def test_other_matter_is_not_alike() -> None:
    assert likeness("Не горит фонарь во дворе", "Запишите ребёнка в детский сад") < 0.2


def test_numbers_are_found_inside_words() -> None:
    assert numbers_of("дом 12а, кв. 007, 0 этаж") == {"12", "7", "0"}


@given(words, words)
def test_symmetric_bounded_and_full_for_the_same(first: str, second: str) -> None:
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, first) == (1 if first.strip() else 0)
