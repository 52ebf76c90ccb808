"""Addresses as people write them: the house and the flat are found, neighbours are told from strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.addresses import read_address


@pytest.mark.parametrize(
    ("typed", "house", "flat"),
    [
        ("ул. Лесная, д. 3, кв. 12", "3", "12"),
        ("улица Лесная, дом 3 квартира 12", "3", "12"),
        ("Лесная 3-12", "3", "12"),
        ("Лесная, 3, 12", "3", "12"),
        ("Лесная 3", "3", ""),
        ("Лесная,3", "3", ""),
        ("612711, Кировская обл., пгт Заречный, ул. Полевая, д.12А, кв.5", "12а", "5"),
        ("ул. Полевая, д. 12 а", "12а", ""),
        ("ул. Полевая, 12/2", "12/2", ""),
        ("ул. Полевая, д. 12, корп. 2, кв. 7", "12 к2", "7"),
        ("ул. 8 Марта, 3", "3", ""),
        ("ул. 50 лет Октября, д. 4, оф. 1", "4", "1"),
        ("1-я Садовая, 15", "15", ""),
        ("д. Заречная, д. 7", "7", ""),
        ("до востребования", "", ""),
        ("ул. 8 Марта", "", ""),
        ("", "", ""),
    ],
)
def test_house_and_flat_are_read(typed: str, house: str, flat: str) -> None:
    address = read_address(typed)
    assert (address.house, address.flat) == (house, flat)


@pytest.mark.parametrize(
    "other",
    ["улица Лесная, дом 3, квартира 12", "г. Киров, ул. Лесная, 3-12", "610000, ЛЕСНАЯ 3 кв 12", "лесная д.3 кв.12"],
)
def test_one_home_is_written_in_many_ways(other: str) -> None:
    assert read_address("ул. Лесная, д. 3, кв. 12").is_same_home(read_address(other))


@pytest.mark.parametrize(
    "other", ["ул. Лесная, д. 3, кв. 13", "ул. Лесная, д. 31, кв. 12", "ул. Полевая, д. 3, кв. 12", "Лесная", ""]
)
def test_another_home_is_another(other: str) -> None:
    assert not read_address("ул. Лесная, д. 3, кв. 12").is_same_home(read_address(other))


def test_neighbours_live_in_one_house() -> None:
    assert read_address("Лесная, 3-12").is_same_house(read_address("ул. Лесная, д. 3, кв. 40"))
    assert not read_address("Лесная, 3").is_same_house(read_address("Лесная, 3а"))


def test_what_was_read_is_told_in_words() -> None:
    assert read_address("Лесная, 3а-12").shown == "дом 3а, квартира 12"
    assert read_address("до востребования").shown == ""


@given(st.text(max_size=200))
def test_any_line_is_read(typed: str) -> None:
    address = read_address(typed)
    assert address.is_same_home(address) == address.is_home


@given(st.sampled_from(["Лесная", "Мира", "8 Марта", "Карла Маркса"]), st.integers(1, 999), st.integers(1, 999))
def test_long_and_short_writing_agree(street: str, house: int, flat: int) -> None:
    long, short = f"ул. {street}, дом {house}, квартира {flat}", f"{street} {house}-{flat}"
    assert read_address(long) == read_address(short)
