"""Days that the administration works or rests otherwise than the production calendar says."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.calendar_file import DescribedDay, read_calendar
from otklik.catalog.models import Administration, CalendarDay
from otklik.catalog.policies import can_manage_catalog
from otklik.core.russian import date_short
from otklik.core.workdays import WorkCalendar, russian_calendar

#: Begins the note of a day that came from a file of whole months: the next such file may take it away again.
FROM_FILE = "из файла"


@transaction.atomic
def set_calendar_day(
    *, actor: Actor, on: date, is_working: bool, note: str = "", is_shortened: bool = False
) -> CalendarDay:
    """Say of one day whether it is worked, and whether an hour less; waiting cases are counted anew by a recount.

    RuleBroken for a day off that would be shortened.
    """
    _check_right(actor)
    if is_shortened and not is_working:
        raise RuleBroken("shortened_off", "Сокращённым бывает только рабочий день.", "is_working")
    day = _keep(actor, DescribedDay(on, is_working, is_shortened, note))
    audit.record(actor, "set_calendar_day", day, f"{date_short(on)}: {day.told}")
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
    """Take in a file (`catalog.calendar_file` knows the layouts) whole or not at all; returns how many days changed.

    A file of whole months keeps only what differs from the production calendar of this release, takes away what an
    earlier file brought and this one does not, and leaves alone the days that people set by hand.
    """
    _check_right(actor)
    base = russian_calendar()
    known = {day.on: day for day in CalendarDay.objects.filter(administration_id=actor.administration_id)}
    count = sum(_take(actor, day, known.get(day.on), base) for day in read_calendar(rows))
    administration = Administration.objects.get(pk=actor.administration_id)
    audit.record(actor, "import_calendar", administration, f"Календарь загружен из файла: изменено дней {count}")
    return count


def _take(actor: Actor, day: DescribedDay, known: CalendarDay | None, base: WorkCalendar) -> bool:
    if not day.is_whole_month:
        _keep(actor, day)
        return True
    if (day.is_working, day.is_shortened) == (base.is_working(day.on), base.is_shortened(day.on)):
        if known is None or not known.note.startswith(FROM_FILE):
            return False
        known.delete()
        return True
    if known is not None and (known.is_working, known.is_shortened) == (day.is_working, day.is_shortened):
        return False
    note = f"{FROM_FILE}: {day.note}" if day.note else FROM_FILE
    _keep(actor, DescribedDay(day.on, day.is_working, day.is_shortened, note))
    return True


def _keep(actor: Actor, day: DescribedDay) -> CalendarDay:
    note = day.note.replace("\0", "").strip()[:200]
    values = {"is_working": day.is_working, "is_shortened": day.is_shortened, "note": note}
    kept, _ = CalendarDay.objects.update_or_create(
        administration_id=actor.administration_id, on=day.on, defaults=values
    )
    return kept


def _check_right(actor: Actor) -> None:
    if not can_manage_catalog(actor):
        raise NotFound
