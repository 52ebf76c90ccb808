"""Periods of consolidated reports."""

import pytest

from otklik.core.report_period import ReportPeriod


@pytest.mark.parametrize("text", ["2025", "2025Q3"])
def test_a_period_reads_what_it_writes(text: str) -> None:
    assert str(ReportPeriod.parse(text)) == text


def test_a_year_is_its_quarters_and_follows_a_year() -> None:
    year = ReportPeriod.parse("2024")
    assert [str(one) for one in year.quarters] == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    assert (year.day_count, str(year.previous()), str(year.year_ago())) == (366, "2023", "2023")
    assert (year.title, year.genitive, year.short_title) == ("2024 год", "2024 года", "2024")


def test_a_quarter_follows_a_quarter() -> None:
    quarter = ReportPeriod.parse("2025Q1")
    assert (str(quarter.previous()), str(quarter.year_ago()), quarter.day_count) == ("2024Q4", "2024Q1", 90)
    assert (quarter.title, quarter.genitive) == ("I квартал 2025 года", "I квартала 2025 года")
    assert quarter.short_title == "I кв. 2025"


@pytest.mark.parametrize("text", ["", "25", "2025Q5", "0000", "9999", "2025q", "год"])
def test_anything_else_is_refused_in_russian(text: str) -> None:
    with pytest.raises(ValueError, match=r"вартал|Год"):
        ReportPeriod.parse(text)
