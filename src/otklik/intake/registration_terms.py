"""Terms of registration as moments of receipt, so that the registry finds what nobody registered in time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.core.deadlines import registration_due
from otklik.core.workdays import WorkCalendar

_DAY = timedelta(days=1)


def late_before(calendar: WorkCalendar, time_zone: str, today: date) -> datetime:
    """What came before this moment and is not registered yet has missed its term (59-ФЗ, статья 8)."""
    return datetime.combine(first_day_due_from(calendar, today), time.min, ZoneInfo(time_zone))


def first_day_due_from(calendar: WorkCalendar, today: date) -> date:
    """The earliest day of receipt whose last day of registration is `today` or later."""
    day = today
    while registration_due(day - _DAY, calendar) >= today:
        day -= _DAY
    return day
