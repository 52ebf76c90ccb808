"""How much came in each month, for duties whose period gets shorter by volume."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.cache import caches

from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.core.recurring import span_of
from otklik.intake.models import FeedbackItem
from otklik.procedures.duty_calendar import Volumes
from otklik.procedures.schema import Procedure
from otklik.surveys.models import SurveyResponse

#: Seconds that the count of an ended month is kept.
_KEPT_SECONDS = 60
_DAY = timedelta(days=1)


def volumes_of(administration: Administration, procedure: Procedure, since: date, until: date) -> Volumes:
    """Counts of the ended months whose duties may lie in the days. Порядок: livny 4, gatchina 4.1, naryan-mar 4.1"""
    counted = {duty.by_volume for duty in procedure.deadlines if duty.by_volume}
    months = list(_months(since, until)) if counted else []
    return {what: {month: _count(administration, what, month) for month in months} for what in counted}


def _months(since: date, until: date) -> Iterator[date]:
    """Months that end before the last of the days: their duties lie in the month after."""
    month = span_of(span_of(since, "month").starts_on - _DAY, "month")
    while month.ends_on < until:
        yield month.starts_on
        month = span_of(month.ends_on + _DAY, "month")


def _count(administration: Administration, what: str, month: date) -> int:
    key = f"duty-volume:{administration.pk}:{what}:{month}"
    kept = caches["memory"].get(key)
    if kept is not None:
        return int(kept)
    last = span_of(month, "month").ends_on
    if what == "feedback":
        rows = FeedbackItem.objects.filter(administration=administration, quarter=Quarter.of(month).key)
        zone = ZoneInfo(administration.time_zone)
        begins, ends = (datetime.combine(day, time.min, zone) for day in (month, last + _DAY))
        count = rows.filter(received_at__gte=begins, received_at__lt=ends).count()
    else:
        count = SurveyResponse.objects.filter(
            survey__administration=administration, answered_on__range=(month, last)
        ).count()
    caches["memory"].set(key, count, _KEPT_SECONDS)
    return count
