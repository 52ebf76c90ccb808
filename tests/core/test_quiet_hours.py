"""Hours of the night: over midnight, none at all, the morning after."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.quiet_hours import QuietHours

ZONE = "Europe/Moscow"


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2025-06-03T18:59", "2025-06-03T18:59"),
        ("2025-06-03T19:00", "2025-06-04T05:00"),
        ("2025-06-03T23:30", "2025-06-04T05:00"),
        ("2025-06-04T04:59", "2025-06-04T05:00"),
        ("2025-06-04T05:00", "2025-06-04T05:00"),
    ],
)
def test_from_ten_in_the_evening_until_eight(moment: str, leaves: str) -> None:
    at, expected = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (moment, leaves))
    assert QuietHours(22, 8).first_loud(at, ZONE) == expected


@given(
    starts=st.integers(0, 23),
    ends=st.integers(0, 23),
    moment=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2026, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_nothing_leaves_in_quiet_hours_nor_waits_longer_than_a_day(starts: int, ends: int, moment: datetime) -> None:
    hours = QuietHours(starts, ends)
    leaves = hours.first_loud(moment, "Asia/Yekaterinburg")
    assert 0 <= (leaves - moment).total_seconds() <= 86_400
    assert starts == ends or leaves == moment or leaves.minute == 0
    assert hours.first_loud(leaves, "Asia/Yekaterinburg") == leaves


def test_there_is_no_such_hour() -> None:
    with pytest.raises(ValueError, match="от 0 до 23"):
        QuietHours(24, 8)
