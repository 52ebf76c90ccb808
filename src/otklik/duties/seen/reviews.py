"""Results considered so that something is decided."""

from otklik.core.periods import Quarter
from otklik.core.russian import date_short
from otklik.duties.seen.contract import Asked, Found, Seen, of_quarter
from otklik.reporting.models import PeriodReview


def held_reviews(asked: Asked) -> Found:
    """Reviews of the quarter that were held and closed. Порядок: livny 4"""
    keys = [quarter.key for quarter in asked.quarters]
    rows = PeriodReview.objects.filter(administration=asked.administration, quarter__in=keys).order_by("-number")
    return {of_quarter(Quarter.from_key(row.quarter)): _review(row) for row in rows.defer("payload", "considered")}


def _review(row: PeriodReview) -> Seen:
    if row.held_on is None:
        return Seen("Повестка готовится")
    if row.closed_at is None:
        return Seen(f"Рассмотрено {date_short(row.held_on)}, протокол не закрыт")
    return Seen(f"Рассмотрено {date_short(row.held_on)}", row.held_on)
