"""What the administration sets for reading: the share of second readings, the days within which a text is read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.crypto import salted_hmac

from otklik.catalog.models import Administration
from otklik.core.workdays import WorkCalendar

SHARE_OPTION, DAYS_OPTION = "second_reading_percent", "reading_days"
DEFAULT_PERCENT, DEFAULT_DAYS = 5, 3
MOST_DAYS = 60
_SALT = "otklik.intake.second_reading"
_ALL = 1 << 64


@dataclass(frozen=True)
class ReadingRules:
    """`second_percent` of read items (0..100) go to a second reader; reading is late after `days` working days."""

    second_percent: int
    days: int


def reading_rules(administration: Administration) -> ReadingRules:
    """The rules in force."""
    options = administration.options
    return ReadingRules(
        second_percent=int(options.get(SHARE_OPTION, DEFAULT_PERCENT)), days=int(options.get(DAYS_OPTION, DEFAULT_DAYS))
    )


def is_for_second_reader(administration_id: int, item_id: int, percent: int) -> bool:
    """The random choice: the same for an item at any time, and foretold by nobody who lacks the installation's key."""
    digest = salted_hmac(_SALT, f"{administration_id}:{item_id}", algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") * 100 < percent * _ALL


def unread_late_before(administration: Administration, calendar: WorkCalendar, today: date) -> datetime:
    """What came before this moment and is not read yet was not read in time."""
    days = reading_rules(administration).days
    last = _last_late_day(calendar, today, days)
    return datetime.combine(last + timedelta(days=1), time.min, ZoneInfo(administration.time_zone))


def _last_late_day(calendar: WorkCalendar, today: date, days: int) -> date:
    """The latest day of receipt whose working days for reading ran out before today."""
    day = today - timedelta(days=days)
    while calendar.add_working_days(day, days) >= today:
        day -= timedelta(days=1)
    return day
