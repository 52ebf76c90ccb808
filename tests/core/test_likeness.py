from hypothesis import given
from hypothesis import strategies as st

from otklik.core.likeness import DUPLICATE_FROM, compare, likeness, message_of

WORDS = ["дорога", "яма", "школа", "автобус", "свет", "вода", "5", "12", "ул. Лесная", "кв. 7"]
words = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def test_forms_of_words_are_alike() -> None:
    first = "Не чистят дорогу у школы на улице Лесной, 12"
    assert likeness(first, "На Лесной улице 12 у школы дорога не чистится") > DUPLICATE_FROM


def test_other_house_is_another_matter() -> None:
    assert likeness("Течёт крыша в доме 12 квартира 7", "Течёт крыша в доме 12 квартира 8") == 0
    assert likeness("Течёт крыша в доме 12", "Течёт крыша в доме 12а") == 0
    assert likeness("Нет автобуса 05", "Нет автобуса 5") == 1


def test_other_street_is_another_matter() -> None:
    first = "На улице Лесной возле дома 12 не горит фонарь"
    assert likeness(first, "На улице Полевой возле дома 12 не горит фонарь") == 0
    assert likeness(first, "На Лесной 12 возле дома фонарь не горит") > DUPLICATE_FROM


def test_dates_and_quantities_are_no_places() -> None:
    first = "С 5 марта третий день нет воды на улице Мира, 3"
    assert likeness(first, "С 6 марта уже 4 дня нет воды на улице Мира, 3") > DUPLICATE_FROM


def test_the_place_may_be_written_apart() -> None:
    first = message_of("Не горит фонарь во дворе", "ул. Лесная, 12")
    assert compare(first, message_of("Во дворе не горят фонари", "Лесная ул., д. 12")).is_duplicate
    assert not compare(first, message_of("Во дворе не горят фонари", "Лесная ул., д. 14")).is_duplicate


def test_slips_of_the_pen_are_the_same_word() -> None:
    told = compare(
        message_of("Сломаны качели на детской площадке, Лесная 12"),
        message_of("Сломанны качели на деткой площадке, Лесная 12"),
    )
    assert told.share == 1
    assert told.only_ours == told.only_theirs == ()


def test_what_is_common_and_what_differs_is_told() -> None:
    told = compare(message_of("Не горит фонарь у школы"), message_of("Горит ли фонарь у рынка"))
    assert set(told.common) == {"горит", "фонарь"}
    assert (told.only_ours, told.only_theirs) == (("школы",), ("рынка",))


def test_a_short_text_without_a_place_is_no_duplicate() -> None:
    told = compare(message_of("Отсутствует крышка люка"), message_of("Отсутствует крышка люка!"))
    assert told.share == 1
    assert told.is_alike
    assert not told.is_duplicate


def test_other_matter_is_not_alike() -> None:
    assert likeness("Не горит фонарь во дворе", "Запишите ребёнка в детский сад") < 0.2


@given(words, words)
def test_symmetric_bounded_and_full_for_the_same(first: str, second: str) -> None:
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    ours = message_of(first)
    assert likeness(first, first) == (1 if ours.words or ours.place.numbers else 0)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_compared(first: str, second: str) -> None:
    assert 0 <= likeness(first, second) <= 1
