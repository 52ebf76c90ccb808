import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.russian import (
    count_with_word,
    date_long,
    date_short,
    days_word,
    format_number,
    format_share,
    lemmas,
    plural,
    share_with_count,
)

FORMS = ("обращение", "обращения", "обращений")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, 2),
        (1, 0),
        (2, 1),
        (4, 1),
        (5, 2),
        (11, 2),
        (12, 2),
        (14, 2),
        (21, 0),
        (22, 1),
        (111, 2),
        (121, 0),
        (1004, 1),
    ],
)
def test_plural(number: int, form: int) -> None:
    assert plural(number, *FORMS) == FORMS[form]


@given(st.integers(0, 10**6))
def test_plural_repeats_every_hundred_and_teens_are_many(number: int) -> None:
    assert plural(number, *FORMS) == plural(number + 100, *FORMS) == plural(-number, *FORMS)
    if number % 100 in range(11, 15):
        assert plural(number, *FORMS) == FORMS[2]


def test_numbers_shares_and_words() -> None:
    assert format_number(1234567) == "1\xa0234\xa0567"
    assert format_number(-1234.25, 1) == "−1\xa0234,3"
    assert format_number(None) == format_share(None) == "—"
    assert format_share(0.42349) == "42,3\xa0%"
    assert format_share(1, 0) == "100\xa0%"
    assert format_share(-0.015) == "−1,5\xa0%"
    assert share_with_count(118 / 279, 118, 279) == "42,3\xa0% (118 из 279)"
    assert days_word(5) == "5 дней"
    assert count_with_word(1204, *FORMS) == "1\xa0204 обращения"


@given(st.integers(-(10**12), 10**12))
def test_a_number_loses_nothing(number: int) -> None:
    assert int(format_number(number).replace("\xa0", "").replace("−", "-")) == number


def test_dates() -> None:
    assert date_long(date(2025, 3, 28)) == "28 марта 2025 г."
    assert date_short(date(2025, 3, 8)) == "08.03.2025"


def test_lemmas_know_forms_and_yo() -> None:
    assert lemmas("Дорогу у школы №5 не чистят") == lemmas("дороги у школе не чистить")
    assert lemmas("Ёлка") == lemmas("елки")
    assert lemmas("12 — !") == ()


def test_the_dictionary_is_read_at_first_need_only() -> None:
    code = "import otklik.core.russian, otklik.core.workdays, sys; print({'pymorphy3', 'holidays'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
