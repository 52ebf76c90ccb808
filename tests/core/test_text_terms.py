import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.text_terms import number_terms, phone_term, same_term, text_terms, tokens_of


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Ямы на дороге", "дорога"),
        ("люди ждут", "человек"),
        ("шёл дождь", "идти"),
        ("детям холодно", "ребёнок"),
        ("живая ёлка", "елки"),
        ("живая елка", "ёлка"),
        ("дом-интернат", "интерната"),
        ("стало хуже", "плохой"),
        ("дорогой проезд", "дорога"),
        ("Дом 12а", "12 А"),
        ("дом 12-А", "12а"),
        ("дом 12a", "12а"),
        ("дом 12а", "12"),
        ("Лесная 12/1", "12"),
        ("маршрут 05", "5"),
        ("тел. 8 (912) 000-00-01", "+7 912 0000001"),
        ("Пишите: Ivanov.P@example.RU", "ivanov.p@example.ru"),
    ],
)
def test_one_thing_in_any_writing(text: str, query: str) -> None:
    wanted = next(token for token in tokens_of(query) if token.terms)
    assert wanted.terms[0] in text_terms(text)


@pytest.mark.parametrize(("text", "query"), [("дом 12а", "12б"), ("вода", "водить"), ("лист", "лиса")])
def test_other_things_stay_apart(text: str, query: str) -> None:
    assert next(iter(tokens_of(query))).terms[0] not in text_terms(text)


def test_words_of_grammar_are_no_terms() -> None:
    assert text_terms("и в на что по к") == set()


def test_a_number_is_found_from_each_of_its_parts_on() -> None:
    assert number_terms("Ж-00042/2025") >= {"#ж-00042/2025", "#ж-42/2025", "#00042/2025", "#42/2025"}
    assert "#2025" not in number_terms("Ж-00042/2025")
    assert number_terms("№ 17") == {"#17"}
    assert number_terms("") == set()


def test_the_end_of_a_telephone_begins_its_term() -> None:
    assert phone_term("8 (912) 345-67-89").startswith(phone_term("45-67-89"))
    assert phone_term("нет") == ""


def test_equal_words_make_one_term() -> None:
    assert same_term("Нет  СВЕТА,\nвторой день!") == same_term("нет света второй день")
    assert same_term("нет света") != same_term("света нет")


@given(st.text(max_size=300))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens_of(text):
        assert end <= token.start < token.end <= len(text)
        assert all(term and " " not in term and len(term) < 60 for term in token.terms)
        end = token.end
