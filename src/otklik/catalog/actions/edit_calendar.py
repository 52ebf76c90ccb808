"""Days that the administration works or rests otherwise than the production calendar says."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, CalendarDay
from otklik.catalog.policies import can_manage_catalog
from otklik.core.russian import date_short

YES = frozenset({"1", "да", "true", "рабочий", "рабочий день"})
NO = frozenset({"0", "нет", "false", "выходной", "нерабочий", "нерабочий день"})
FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
COLUMNS = ("date", "is_working", "note")


@transaction.atomic
def set_calendar_day(*, actor: Actor, on: date, is_working: bool, note: str = "") -> CalendarDay:
    """Say of one day whether it is worked; open cases are counted anew by `recompute_due_dates`."""
    _check_right(actor)
    day = _keep(actor, on, note, is_working=is_working)
    audit.record(actor, "set_calendar_day", day, f"{date_short(on)}: {_words(is_working)}")
    return day


@transaction.atomic
def remove_calendar_day(*, actor: Actor, on: date) -> None:
    """The day is again as the production calendar says."""
    _check_right(actor)
    day = CalendarDay.objects.filter(administration_id=actor.administration_id, on=on).first()
    if day is None:
        raise NotFound
    audit.record(actor, "remove_calendar_day", day, f"{date_short(on)}: снова по производственному календарю")
    day.delete()


@transaction.atomic
def import_calendar(*, actor: Actor, rows: Iterable[tuple[int, Mapping[str, str]]]) -> int:
    """All rows `date, is_working, note` or none; RuleBroken names the first wrong row. Returns how many days."""
    _check_right(actor)
    count = 0
    for number, row in rows:
        on, is_working = _day(number, row), _is_working(number, row)
        _keep(actor, on, row.get("note", ""), is_working=is_working)
        count += 1
    if not count:
        raise RuleBroken("calendar_empty", f"В файле нет строк. Нужны столбцы {', '.join(COLUMNS)}.", "file")
    administration = Administration.objects.get(pk=actor.administration_id)
    audit.record(actor, "import_calendar", administration, f"Календарь загружен из файла: дней {count}")
    return count


def _keep(actor: Actor, on: date, note: str, *, is_working: bool) -> CalendarDay:
    values = {"is_working": is_working, "note": note.replace("\0", "").strip()[:200]}
    day, _ = CalendarDay.objects.update_or_create(administration_id=actor.administration_id, on=on, defaults=values)
    return day


def _day(number: int, row: Mapping[str, str]) -> date:
    text = row.get("date", "").strip()
    for pattern in FORMATS:
        try:
            return datetime.strptime(text[:10], pattern).date()  # noqa: DTZ007 - a day without an hour
        except ValueError:
            continue
    raise RuleBroken("calendar_row", f"Строка {number}: дату «{text}» прочитать нельзя. Пишите 2026-05-08.", "file")


def _is_working(number: int, row: Mapping[str, str]) -> bool:
    text = row.get("is_working", "").strip().casefold()
    if text in YES or text in NO:
        return text in YES
    raise RuleBroken("calendar_row", f"Строка {number}: в столбце is_working «{text}», а нужно 1 или 0.", "file")


def _words(is_working: bool) -> str:
    return "рабочий день" if is_working else "нерабочий день"


def _check_right(actor: Actor) -> None:
    if not can_manage_catalog(actor):
        raise NotFound
