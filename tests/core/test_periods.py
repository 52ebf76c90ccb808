from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.periods import Quarter, local_date

quarters = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(quarters)
def test_text_and_key_read_back(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.from_key(quarter.key) == quarter


@given(quarters)
def test_next_and_previous_are_inverse_and_adjacent(quarter: Quarter) -> None:
    assert quarter.next().previous() == quarter == quarter.previous().next()
    assert quarter.next().start_on - quarter.end_on == timedelta(days=1)
    assert quarter < quarter.next()
    assert quarter.key < quarter.next().key


@given(quarters)
def test_year_ago_is_four_quarters_back(quarter: Quarter) -> None:
    assert quarter.year_ago() == quarter.previous().previous().previous().previous()
    assert quarter.year_ago().number == quarter.number


@given(days, days)
def test_a_day_lies_in_its_quarter_and_in_no_other(day: date, other: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.contains(day)
    assert quarter.contains(other) == (Quarter.of(other) == quarter)


def test_borders_and_title() -> None:
    quarter = Quarter.parse("2025Q3")
    assert (quarter.start_on, quarter.end_on) == (date(2025, 7, 1), date(2025, 9, 30))
    assert Quarter(2024, 4).end_on == date(2024, 12, 31)
    assert Quarter(2024, 1).end_on == date(2024, 3, 31)
    assert quarter.title == "III квартал 2025 года"
    assert quarter.key == 20253


@pytest.mark.parametrize("text", ["", "2025", "2025Q5", "2025Q0", "Q3 2025", "25Q3", "2025Q33"])
def test_wrong_text_is_refused_in_russian(text: str) -> None:
    with pytest.raises(ValueError, match="Квартал пишется как 2025Q3"):
        Quarter.parse(text)


def test_wrong_number_is_refused() -> None:
    with pytest.raises(ValueError, match="Такого квартала нет"):
        Quarter(2025, 5)


def test_the_day_is_local() -> None:
    moment = datetime(2025, 3, 31, 18, 30, tzinfo=UTC)
    assert local_date(moment, "Asia/Barnaul") == date(2025, 4, 1)
    assert local_date(moment, "Europe/Moscow") == date(2025, 3, 31)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="без часового пояса"):
        local_date(datetime(2025, 3, 31, 18, 30), "Europe/Moscow")  # noqa: DTZ001 - the case under test
