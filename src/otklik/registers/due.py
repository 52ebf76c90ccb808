"""When a source is looked into again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.registers.models import RegisterSource

#: A place that does not open is asked less and less often, at most so seldom.
LONGEST_PAUSE = timedelta(hours=6)


def is_due(source: RegisterSource, now: datetime) -> bool:
    """By the interval since the last look, or by the local time of the day."""
    if source.looked_at is None:
        return True
    if source.every_minutes == RegisterSource.Every.DAY and source.at is not None and not source.failure_count:
        local = now.astimezone(ZoneInfo(source.administration.time_zone))
        moment = local.replace(hour=source.at.hour, minute=source.at.minute, second=0, microsecond=0)
        last = moment if moment <= local else moment - timedelta(days=1)
        return source.looked_at < last
    return now - source.looked_at >= pause(source)


def pause(source: RegisterSource) -> timedelta:
    """Until the next look: the interval, after failures twice as long each time."""
    usual = timedelta(minutes=min(source.every_minutes, RegisterSource.Every.HOUR.value))
    times: int = 2 ** min(source.failure_count, 8)
    return min(usual * times, max(usual, LONGEST_PAUSE))
