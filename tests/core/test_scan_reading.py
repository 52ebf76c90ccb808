"""What a letter says of itself, and how words of a scan become a text."""

from datetime import date

import pytest

from otklik.core.declension import nominative_name
from otklik.core.paper_sheets import SheetCode, letters_of, read_sheet
from otklik.core.phones import phone_key
from otklik.core.scan_reading import propose, text_of, words_of

DAY = date(2025, 4, 1)
LETTER = """Главе администрации
Мурашинского муниципального округа
Иванову И. И.

от Сидоровой Нины Ивановны,
проживающей по адресу: г. Мураши,
ул. Лесная, д. 3, кв. 5
тел. 8 912 345-67-89
nina@example.ru

Третий месяц не чинят крышу дома.

12 марта 2025 г.          Сидорова Н. И."""


def test_a_letter_tells_its_author() -> None:
    found = propose(LETTER, DAY)
    assert (found.name, found.address) == ("Сидорова Нина Ивановна", "г. Мураши, ул. Лесная, д. 3, кв. 5")
    assert (found.phone, found.email, found.written_on) == ("8 912 345-67-89", "nina@example.ru", date(2025, 3, 12))


def test_a_letter_that_tells_nothing_proposes_nothing() -> None:
    assert not propose("Почините дорогу", DAY)


def test_a_lane_is_an_address() -> None:
    assert propose("от Ершова Павла Николаевича,\nпер. Речной, д. 4\n\nЗаявление", DAY).address == "пер. Речной, д. 4"


@pytest.mark.parametrize("text", ["31.02.2025", "12 марта 2031 г.", "01.01.1999", "45.13.2025"])
def test_an_impossible_day_is_a_misread_one(text: str) -> None:
    assert propose(text, DAY).written_on is None


def test_lines_run_on_and_hyphens_are_joined() -> None:
    lines = [[("Проведи-", 90)], [("те", 90), ("газ", 40)], [], [("Спасибо", 95)]]
    assert text_of(lines) == "Проведите газ\n\nСпасибо"
    assert [word.is_sure for line in words_of(lines) for word in line] == [True, True, False, True]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("Сидоровой Нины Ивановны", "Сидорова Нина Ивановна"),
        ("Петрова Ивана Сергеевича", "Петров Иван Сергеевич"),
        ("Сидорова Нина Ивановна", "Сидорова Нина Ивановна"),
        ("Ли Анны", "Ли Анны"),
    ],
)
def test_a_name_is_brought_back_to_the_nominative(given: str, named: str) -> None:
    assert nominative_name(given) == named


@pytest.mark.parametrize("sheet", [SheetCode("livny"), SheetCode("livny", "post"), SheetCode("naryan-mar", box_id=12)])
def test_a_sheet_is_read_as_it_was_printed(sheet: SheetCode) -> None:
    assert read_sheet(sheet.text) == sheet


@pytest.mark.parametrize("text", ["80080089654321", "OTKLIK-SHEET/2/livny/n", "OTKLIK-SHEET/1/livny/c/", ""])
def test_other_codes_are_no_sheets(text: str) -> None:
    assert read_sheet(text) is None


def test_letters_stand_between_sheets() -> None:
    assert letters_of([False, None, True, True, False, False, True]) == [[0], [4, 5]]
    assert letters_of([True, None, True]) == []


def test_telephones_are_compared_by_their_last_digits() -> None:
    assert phone_key("8 (900) 000-11-22") == phone_key("+7 900 0001122") == "9000001122"
    assert phone_key("2-13-44") == ""
