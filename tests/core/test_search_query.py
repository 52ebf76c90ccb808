import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.search_hits import pieces, window
from otklik.core.search_query import Scope, is_number_like, number_query, understand
from otklik.core.text_terms import number_terms, text_terms


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("ямы на дороге", [("слова", "ямы дороге")]),
        ("Сидоровой Нине", [("человек", "Сидоровой Нине")]),
        ("яма Сидорова", [("слова", "яма"), ("человек", "Сидорова")]),
        ("ул. Ленина, д. 5", [("адрес", "Ленина 5")]),
        ("12а", [("адрес", "12а")]),
        ("+7 (912) 000-00-01", [("телефон", "+7 (912) 000-00-01")]),
        ("00-00-01", [("телефон", "00-00-01")]),
        ("ivanov@example.ru", [("почта", "ivanov@example.ru")]),
        ("автор: вода", [("человек", "вода")]),
        ("номер: 42", [("номер", "42")]),
        ("слова: Сидорова", [("слова", "Сидорова")]),
        ("и", []),
        ("", []),
    ],
)
def test_what_is_understood(typed: str, understood: list[tuple[str, str]]) -> None:
    assert understand(typed).understood == understood


def fits(typed: str, text: str) -> bool:
    query = understand(typed)
    return bool(query.wanted) and all(part.fits(text_terms(text)) for part in query.wanted)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("дороге", "плохие дороги"),
        ("фонар", "сломан фонарь"),
        ("ул. Лесная, д. 12", "на Лесной улице у дома 12"),
        ("345-67-89", "звоните 89123456789"),
    ],
)
def test_a_text_is_found(typed: str, text: str) -> None:
    assert fits(typed, text)


def test_every_part_is_wanted() -> None:
    assert not fits("яма школа", "яма у рынка")
    assert not fits("дом", "домашний скот")


@pytest.mark.parametrize("typed", ["Ж-00042/2025", "ж-42/2025", "00042/2025", "42/2025", "№ 42/20"])
def test_parts_of_a_number(typed: str) -> None:
    assert is_number_like(typed)
    assert number_query(typed).scope is Scope.NUMBER
    assert number_query(typed).wanted[0].fits(number_terms("Ж-00042/2025"))


@pytest.mark.parametrize("typed", ["12а", "яма 12", "", "дорога"])
def test_what_is_no_number(typed: str) -> None:
    assert not is_number_like(typed)


def test_what_was_found_is_cut_out() -> None:
    found = pieces("Плохие ДОРОГИ, <b>дорогу</b> чинят", understand("дорога").wanted)
    assert [piece.text for piece in found if piece.is_hit] == ["ДОРОГИ", "дорогу"]
    assert "".join(piece.text for piece in found) == "Плохие ДОРОГИ, <b>дорогу</b> чинят"


def test_the_beginning_of_a_name_is_enough() -> None:
    wanted = understand("Иван").wanted
    assert [piece.is_hit for piece in pieces("Иванова Анна", wanted, of_name=True)] == [True, False]


def test_an_excerpt_begins_before_the_first_hit() -> None:
    text = "слово " * 100 + "яма " + "слово " * 100
    start, end = window(text, understand("ямы").wanted, 200)
    assert "яма" in text[start:end]
    assert end - start == 200
    assert window(text, understand("лес").wanted, 200) == (0, 200)


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_query_over_any_text(text: str, typed: str) -> None:
    assert "".join(piece.text for piece in pieces(text, understand(typed).wanted)) == text
