"""Terms in hours of work."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.day_count import counted_days, stored_count
from otklik.core.deadlines import DeadlineRule, LegalClass, compute_deadline
from otklik.core.office_hours import OfficeHours
from otklik.core.workdays import russian_calendar

CALENDAR = russian_calendar()
OFFICE = OfficeHours()
moments = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2027-12-01"))
CALENDAR.why_off(date(2025, 1, 1))  # the package of holidays is read here, not inside a timed example
lengths = st.integers(1, 40)


def rule(hours: int, more: int = 0) -> DeadlineRule:
    return DeadlineRule(LegalClass.NETWORK_MESSAGE, hours, "working_hours", more, "настройка")


@pytest.mark.parametrize(
    ("registered", "hours", "expected"),
    [
        ("2025-03-04T09:00", 2, "2025-03-04T11:00"),
        ("2025-03-04T11:00", 4, "2025-03-04T15:48"),  # the break is not counted
        ("2025-03-04T16:30", 4, "2025-03-05T11:30"),
        ("2025-03-04T07:00", 1, "2025-03-04T09:00"),  # before the office opens
        ("2025-03-04T21:00", 1, "2025-03-05T09:00"),
        ("2025-03-07T14:30", 1, "2025-03-10T08:30"),  # Friday before a holiday ends at three
        ("2025-12-30T15:30", 4, "2026-01-12T10:30"),
        ("2025-11-01T15:30", 1, "2025-11-05T08:30"),  # a worked Saturday given for the eve of a holiday
        ("2025-03-04T12:10", 1, "2025-03-04T13:48"),  # came in the break
    ],
)
def test_hours_of_work(registered: str, hours: int, expected: str) -> None:
    at = datetime.fromisoformat(registered)
    deadline = compute_deadline(rule(hours), at.date(), CALENDAR, registered_at=at, office=OFFICE)
    assert deadline is not None
    assert deadline.due_at == datetime.fromisoformat(expected)
    assert deadline.due_on == deadline.due_at.date()


@given(moments, lengths)
def test_what_was_counted_makes_up_the_term_and_lies_in_working_time(start: datetime, hours: int) -> None:
    spans = OFFICE.counted(start, hours, CALENDAR)
    assert sum(span.minutes for span in spans) == hours * 60
    for span in spans:
        assert span.start.replace(second=0) >= start.replace(second=0, microsecond=0)
        assert any(one.start <= span.start and span.end <= one.end for one in OFFICE.spans(span.start.date(), CALENDAR))


@given(moments, lengths, st.integers(0, 20_000), st.integers(0, 10))
def test_later_or_longer_never_ends_earlier(start: datetime, hours: int, minutes: int, more: int) -> None:
    first = OFFICE.counted(start, hours, CALENDAR)[-1].end
    assert first <= OFFICE.counted(start + timedelta(minutes=minutes), hours, CALENDAR)[-1].end
    assert first <= OFFICE.counted(start, hours + more, CALENDAR)[-1].end


@given(moments, st.integers(1, 20))
def test_hours_are_told_day_by_day(start: datetime, hours: int) -> None:
    deadline = compute_deadline(rule(hours), start.date(), CALENDAR, registered_at=start, office=OFFICE)
    assert deadline is not None
    count = stored_count(deadline.as_json(), None)
    assert count is not None
    shown = counted_days(count, CALENDAR)
    assert (shown[-1].on, shown[-1].is_due) == (deadline.due_on, True)
    assert {one.on for one in shown if one.hours} == {span.start.date() for span in deadline.spans if span.minutes}


def test_the_explanation_names_hours_and_the_end() -> None:
    at = datetime.fromisoformat("2025-03-07T14:30")
    deadline = compute_deadline(rule(4, 4), at.date(), CALENDAR, registered_at=at, office=OFFICE, prolonged=True)
    assert deadline is not None
    assert deadline.steps[0] == "Зарегистрировано 7 марта 2025 г. в 14:30, считается только рабочее время."
    assert deadline.steps[1] == "Срок ответа — 4 рабочих часа (настройка)."
    assert deadline.steps[2] == "Срок продлён на 4 рабочих часа, всего 8 рабочих часов."
    assert deadline.steps[-1].startswith("Срок истекает 10 марта 2025 г. в ")


def test_a_shortened_day_ends_an_hour_earlier() -> None:
    assert OFFICE.spans(date(2025, 4, 30), CALENDAR)[-1].end == datetime.fromisoformat("2025-04-30T16:00")
    assert OFFICE.spans(date(2025, 4, 29), CALENDAR)[-1].end == datetime.fromisoformat("2025-04-29T17:00")
    assert not OFFICE.spans(date(2025, 5, 1), CALENDAR)


@pytest.mark.parametrize(
    ("year", "shortened"),
    [
        (2016, "02-20 11-03"), (2018, "02-22 03-07 04-28 05-08 06-09 12-29"), (2020, "04-30 05-08 06-11 11-03 12-31"),
        (2022, "02-22 03-05 11-03"), (2024, "02-22 03-07 05-08 06-11 11-02"), (2025, "03-07 04-30 06-11 11-01"),
        (2026, "04-30 05-08 06-11 11-03"),
    ],
)  # fmt: skip
def test_shortened_days_of_the_official_calendars(year: int, shortened: str) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    found = [f"{day:%m-%d}" for day in days if day.year == year and CALENDAR.is_shortened(day)]
    assert found == shortened.split()


def test_shortened_days_may_be_stated() -> None:
    day = date(2025, 6, 10)
    assert russian_calendar({day: True}, {day: True}).is_shortened(day)
    assert not russian_calendar({}, {date(2025, 4, 30): False}).is_shortened(date(2025, 4, 30))
    assert not russian_calendar({day: False}, {day: True}).is_shortened(day)


@pytest.mark.parametrize(
    "hours",
    [
        {"opens_at": time(13)},
        {"break_to": time(16, 30)},
        {"friday_closes_at": time(12, 30)},
        {"break_from": time(13), "break_to": time(12)},
    ],
)
def test_hours_in_the_wrong_order_are_refused(hours: dict[str, time]) -> None:
    with pytest.raises(ValueError, match="по порядку"):
        OfficeHours(**hours)


def test_no_hours_are_no_term() -> None:
    with pytest.raises(ValueError, match="не меньше одного"):
        OFFICE.counted(datetime.fromisoformat("2025-03-03T09:00"), 0, CALENDAR)


def test_hours_are_stored_as_text() -> None:
    assert OfficeHours.from_plain(OFFICE.as_plain()) == OFFICE
    assert OfficeHours.from_plain({}) == OFFICE
