"""How hours, days and letters of the reception are worded."""

from collections.abc import Iterable
from datetime import date, time

from otklik.core.reception import Timetable, write_spans
from otklik.core.russian import date_long, date_short
from otklik.reception.models import Visit

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_BY = ("понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям")
_ORDINALS = {
    "m": ("первый", "второй", "третий", "четвёртый", "пятый"),
    "f": ("первая", "вторая", "третья", "четвёртая", "пятая"),
    "n": ("первое", "второе", "третье", "четвёртое", "пятое"),
}
_GENDERS = "mmfmffn"
_WORKING_WEEK = (1, 2, 3, 4, 5)


def weekday(on: date) -> str:
    """«вторник»."""
    return WEEKDAYS[on.isoweekday() - 1]


def clock(at: time) -> str:
    """«9:30»."""
    return f"{at.hour}:{at.minute:02d}"


def days_words(rule: Timetable) -> str:
    """«по вторникам и четвергам», «первый и третий вторник месяца», «3 и 17 июня 2025 г.»."""
    parts = []
    if rule.weekdays:
        parts.append(_weekdays(sorted(rule.weekdays), sorted(rule.weeks)))
    if rule.dates:
        parts.append(joined(date_short(day) for day in sorted(rule.dates)))
    return ", ".join(parts)


def hours_words(rule: Timetable) -> str:
    """«с 9:00 до 12:00, перерыв 10:30–10:45»."""
    pause = f", перерыв {write_spans(rule.breaks)}" if rule.breaks else ""
    return f"с {clock(rule.starts)} до {clock(rule.ends)}{pause}"


def joined(words: Iterable[str]) -> str:
    """«а, б и в»."""
    *first, last = list(words)
    return f"{', '.join(first)} и {last}" if first else last


def _weekdays(days: list[int], weeks: list[int]) -> str:
    if not weeks:
        return "по рабочим дням" if tuple(days) == _WORKING_WEEK else f"по {joined(_BY[day - 1] for day in days)}"
    named = []
    for day in days:
        ordinals = _ORDINALS[_GENDERS[day - 1]]
        named.append(f"{joined(ordinals[week - 1] for week in weeks)} {WEEKDAYS[day - 1]}")
    return f"{joined(named)} месяца"


def _when(visit: Visit) -> str:
    return f"{date_long(visit.on)}, {weekday(visit.on)}, в {clock(visit.at)}"


def reminder_letter(visit: Visit) -> tuple[str, str]:
    """Subject and text of the reminder; neither topic nor code stands in it."""
    schedule = visit.schedule
    text = (
        f"Вы записаны на личный приём: {_when(visit)}\n"
        f"Принимает: {schedule.position}, {schedule.name}.\n"
        f"Где: {schedule.place}.\n\n"
        "Возьмите документ, удостоверяющий личность: по закону его показывают на приёме.\n"
        f"Номер записи {visit.number}. Перенести или отменить её можно на странице «Личный приём» "
        "по номеру и коду, который вы получили при записи."
    )
    return f"{schedule.administration.short_title}: напоминаем о личном приёме", text


def called_off_letter(visit: Visit) -> tuple[str, str]:
    """Subject and text when the administration cannot receive on the day."""
    schedule = visit.schedule
    why = f" Причина: {visit.why_off}." if visit.why_off else ""
    text = (
        f"Приём {_when(visit)} ({schedule.position}, {schedule.name}) не состоится.{why}\n\n"
        f"Приносим извинения. Выберите другое время на странице «Личный приём»: номер записи {visit.number} "
        "и код, который вы получили при записи, действуют. Или позвоните нам."
    )
    return f"{schedule.administration.short_title}: личный приём отменён", text
