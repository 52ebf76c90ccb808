from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.importers.moments import moment_reader

BARNAUL = ZoneInfo("Asia/Barnaul")
read = moment_reader("Asia/Barnaul")
moments = st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31)).map(lambda m: m.replace(microsecond=0))  # noqa: DTZ001


@given(moments, st.sampled_from(["%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S"]))
def test_usual_ways_read_back_as_local(moment: datetime, pattern: str) -> None:
    assert read(moment.strftime(pattern)) == moment.replace(tzinfo=BARNAUL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28.03.2025", "2025-03-28T00:00:00"),
        ("8.3.25 9:05", "2025-03-08T09:05:00"),
        ("28.03.2025 г. в 14:30", "2025-03-28T14:30:00"),
        ("28 марта 2025 г.", "2025-03-28T00:00:00"),
        ("5 мая 2025 года, 14:30", "2025-05-05T14:30:00"),
        (" 2025-03-28 ", "2025-03-28T00:00:00"),
    ],
)
def test_ways_of_offices(text: str, expected: str) -> None:
    assert read(text) == datetime.fromisoformat(expected).replace(tzinfo=BARNAUL)


def test_a_stated_zone_is_kept() -> None:
    assert read("2025-03-28T10:00:00Z") == datetime(2025, 3, 28, 10, tzinfo=UTC)
    assert read("2025-03-28T10:00:00+03:00").utcoffset() == timedelta(hours=3)


def test_own_formats_come_first() -> None:
    american = moment_reader("Asia/Barnaul", ["%m/%d/%Y"])
    assert american("03/04/2025").date().isoformat() == "2025-03-04"
    assert american("2025-03-04").date().isoformat() == "2025-03-04"
    assert read("03/04/2025").date().isoformat() == "2025-04-03"


NO_DATES = ["", "вчера", "31.02.2025", "28.13.2025", "12 брюмера 2025", "01.01.0025", "2025-03-28 25:00"]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="дат"):
        read(text)
