"""The clock on the wall of an administration.

Django's current time zone is the page's: in background work, commands and the programming interface it is the server's.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from otklik.catalog.models import Administration


def zone_of(administration_id: int) -> ZoneInfo:
    """Its time zone."""
    return ZoneInfo(Administration.objects.values_list("time_zone", flat=True).get(pk=administration_id))


def beginning_of(administration_id: int, day: date) -> datetime:
    """The moment at which the day begins there."""
    return datetime.combine(day, time.min, zone_of(administration_id))
