"""Check digits: numbers from published examples, and every single wrong digit that the rule can catch."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from otklik.core.check_digits import (
    card_number_is_valid,
    inn_is_valid,
    ogrn_is_valid,
    snils_is_valid,
)

FIGURES = st.text("0123456789", min_size=1, max_size=1)


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@pytest.mark.parametrize("number", ["7707083893", "7830002293", "500100732259", "77 07 083893"])
def test_a_real_inn_is_valid(number: str) -> None:
    assert inn_is_valid(number)


@pytest.mark.parametrize(
    "number", ["", "7707083894", "0000000000", "770708389", "77070838930", "77O7083893", "٧٧٠٧٠٨٣٨٩٣"]
)
def test_what_is_no_inn_is_not(number: str) -> None:
    assert not inn_is_valid(number)


@pytest.mark.parametrize("number", ["112-233-445 95", "11223344595", "087-654-303 00"])
def test_a_real_snils_is_valid(number: str) -> None:
    assert snils_is_valid(number)


@pytest.mark.parametrize("number", ["", "112-233-445 96", "000-000-000 00", "001-001-998 00", "1122334459"])
def test_what_is_no_snils_is_not(number: str) -> None:
    assert not snils_is_valid(number)


@pytest.mark.parametrize("number", ["4111 1111 1111 1111", "2200-0000-0000-0004"])
def test_a_real_card_number_is_valid(number: str) -> None:
    assert card_number_is_valid(number)
    assert not card_number_is_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize("number", ["1027700132195", "304500116000157"])
def test_a_real_ogrn_is_valid(number: str) -> None:
    assert ogrn_is_valid(number)


@given(_digits(9))
def test_each_nine_digits_have_one_inn(head: str) -> None:
    assume(head.strip("0"))
    assert sum(inn_is_valid(f"{head}{last}") for last in range(10)) == 1


@given(_digits(10))
def test_each_ten_digits_have_one_inn_of_a_person(head: str) -> None:
    assume(head.strip("0"))
    assert sum(inn_is_valid(f"{head}{last:02d}") for last in range(100)) == 1


@given(st.integers(1_001_999, 999_999_999))
def test_each_snils_has_one_check_number(head: int) -> None:
    assert sum(snils_is_valid(f"{head:09d}{last:02d}") for last in range(100)) == 1


@given(_digits(15), st.integers(0, 14), FIGURES)
def test_luhn_catches_every_single_wrong_digit(head: str, place: int, other: str) -> None:
    assume(head.strip("0"))
    good = next(head + str(last) for last in range(10) if card_number_is_valid(head + str(last)))
    assume(good[place] != other)
    assert not card_number_is_valid(good[:place] + other + good[place + 1 :])


@given(st.integers(10**11, 10**12 - 1))
def test_each_twelve_digits_have_one_ogrn(head: int) -> None:
    assert sum(ogrn_is_valid(f"{head}{last}") for last in range(10)) == 1


@given(st.text(max_size=40))
def test_any_text_is_answered(typed: str) -> None:
    for check in (inn_is_valid, snils_is_valid, card_number_is_valid, ogrn_is_valid):
        assert check(typed) in (True, False)
