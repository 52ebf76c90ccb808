"""Moments, spans and sizes as the state of the node tells them."""

from datetime import datetime, timedelta

from django.utils import timezone

from otklik.core.russian import count_with_word

_GIB, _MIB = 1024**3, 1024**2


def moment(at: datetime) -> str:
    """«23.11.2026, 02:15» by the local clock of whoever looks."""
    return f"{timezone.localtime(at):%d.%m.%Y, %H:%M}"


def span(length: timedelta) -> str:
    """«меньше минуты», «5 минут», «3 часа», «2 дня»."""
    if length < timedelta(minutes=1):
        return "меньше минуты"
    if length < timedelta(hours=1):
        return count_with_word(length // timedelta(minutes=1), "минута", "минуты", "минут")
    if length < timedelta(days=2):
        return count_with_word(length // timedelta(hours=1), "час", "часа", "часов")
    return count_with_word(length.days, "день", "дня", "дней")


def ago(at: datetime, now: datetime) -> str:
    """«5 минут назад»."""
    told = span(now - at)
    return "только что" if told == "меньше минуты" else f"{told.replace('минута', 'минуту')} назад"


def size(count: int) -> str:
    """«12,3 ГБ», «640 МБ»."""
    if count >= _GIB:
        return f"{count / _GIB:.1f} ГБ".replace(".", ",")
    return f"{count // _MIB} МБ"
