"""When messages arrive: growth over the months, the week's rhythm, holidays, and hours by channel."""

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from otklik.core.workdays import WorkCalendar, russian_calendar
from otklik.demonstration.place import Place

FIRST_ON = date(2024, 7, 1)
LAST_ON = date(2025, 12, 31)
CALENDAR: WorkCalendar = russian_calendar()
OFFICE_HABITS = frozenset({"letter", "reception", "phone", "box", "office", "office_edo", "office_mail"})
WEEKDAY_WEIGHT = (12, 11, 10, 9, 8, 5, 4)
MONTH_WEIGHT = (10, 10, 12, 12, 10, 8, 8, 9, 10, 11, 11, 9)
OFFICE_HOURS = ((8, 3), (9, 9), (10, 9), (11, 8), (13, 5), (14, 8), (15, 7), (16, 4))
HOME_HOURS = ((7, 3), (8, 6), (9, 7), (10, 7), (11, 6), (12, 7), (13, 6), (14, 5), (15, 5), (16, 5), (17, 6), (18, 8))
EVENING_HOURS = ((19, 9), (20, 9), (21, 8), (22, 5), (23, 2))


def days_of_year(rng: Random, place: Place) -> list[date]:
    """Days of receipt of the ordinary (surge-free) cases, unsorted."""
    days = [FIRST_ON + timedelta(days=n) for n in range((LAST_ON - FIRST_ON).days + 1)]
    weights = [_weight(day, place.growth, rng) for day in days]
    return rng.choices(days, weights, k=place.cases)


def surge_days(rng: Random, first_on: str, last_on: str, count: int) -> list[date]:
    """Days of a wave that swells fast and ebbs slowly."""
    start, end = date.fromisoformat(first_on), date.fromisoformat(last_on)
    length = (end - start).days
    return [start + timedelta(days=round(rng.triangular(0, length, length / 4))) for _ in range(count)]


def received_at(rng: Random, day: date, habit: str, zone: ZoneInfo) -> datetime:
    """A plausible minute of receipt; office channels work on working days only."""
    if habit in OFFICE_HABITS:
        day = working_day(day)
        hour = _hour(rng, OFFICE_HOURS)
    else:
        hour = _hour(rng, HOME_HOURS + EVENING_HOURS)
    return datetime.combine(day, time(hour, rng.randint(0, 59), rng.randint(0, 59)), zone)


def working_day(day: date) -> date:
    """The day itself when it is worked, else the next working day, not leaving the demonstration's dates."""
    if _is_working(day):
        return day
    following = CALENDAR.next_working(day)
    return CALENDAR.previous_working(day) if day <= LAST_ON < following else following


def office_minute(rng: Random, day: date, zone: ZoneInfo) -> datetime:
    """A minute of the working time of that day."""
    return datetime.combine(day, time(_hour(rng, OFFICE_HOURS), rng.randint(0, 59), rng.randint(0, 59)), zone)


@cache
def _is_working(day: date) -> bool:
    return CALENDAR.is_working(day)


def _weight(day: date, growth: float, rng: Random) -> float:
    months = (day.year - FIRST_ON.year) * 12 + day.month - FIRST_ON.month
    trend = 1 + growth * months / 12
    rest = 0.45 if day.weekday() < 5 and not _is_working(day) else 1.0  # noqa: PLR2004 - Monday to Friday
    return MONTH_WEIGHT[day.month - 1] * WEEKDAY_WEIGHT[day.weekday()] * trend * rest * rng.uniform(0.7, 1.3)


def _hour(rng: Random, hours: tuple[tuple[int, int], ...]) -> int:
    return rng.choices([hour for hour, _ in hours], [weight for _, weight in hours])[0]
