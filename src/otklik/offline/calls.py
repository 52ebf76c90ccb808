"""Reads of the telephone journal: a day or several, counted, and as a spreadsheet."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration, Channel
from otklik.core.document import Cell, Column, Document, Row, Table, Unit
from otklik.core.phones import phone_key
from otklik.core.russian import date_short
from otklik.offline.actions.record_call import PHONE
from otklik.offline.enums import CallEnd
from otklik.offline.models import PhoneCall
from otklik.offline.policies import can_keep_calls
from otklik.offline.querysets import CallQuerySet, audiences_of

MOST_SHOWN, MOST_EXPORTED = 300, 20_000


@dataclass(frozen=True)
class CallFilter:
    """Days of the journal, both included; what the call ended with; a telephone."""

    since: date
    until: date
    end: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Journal:
    """Calls of the days, newest first, and how many of each end there were."""

    calls: list[PhoneCall]
    ends: Counter[str]

    @property
    def total(self) -> int:
        """All calls of the days."""
        return sum(self.ends.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Ends in words with their counts."""
        return [(end.label, self.ends[end.value]) for end in CallEnd]

    @property
    def is_cut(self) -> bool:
        """More than fits the page."""
        return len(self.calls) == MOST_SHOWN


def journal(actor: Actor, wanted: CallFilter) -> Journal:
    """The journal of the days."""
    found = _found(actor, wanted)
    ends = found.order_by().values_list("end").annotate(Count("pk"))
    rows = found.select_related("item", "passed_to", "taken_by", "channel")[:MOST_SHOWN]
    return Journal(list(rows), Counter(dict(ends)))


def earlier_calls(actor: Actor, phone: str) -> list[PhoneCall]:
    """The last calls from the same telephone."""
    key = phone_key(phone)
    if not key:
        return []
    return list(PhoneCall.objects.visible_to(actor).filter(phone_key=key).select_related("item")[:5])


def phone_lines(actor: Actor) -> list[tuple[str, str]]:
    """Channels by telephone; empty where the decree and the settings know none."""
    own = Channel.objects.filter(administration_id=actor.administration_id, kind=PHONE, is_active=True)
    return list(own.filter(audience__in=audiences_of(actor)).values_list("slug", "title"))


def journal_document(actor: Actor, wanted: CallFilter) -> Document:
    """The journal as a paper; that it was taken out is written down (152-ФЗ)."""
    if not can_keep_calls(actor):
        raise NotFound
    rows = _found(actor, wanted).select_related("item", "passed_to", "taken_by")[:MOST_EXPORTED]
    days = f"{date_short(wanted.since)}–{date_short(wanted.until)}"
    audit.record(actor, "export_calls", "offline.phonecall", f"Выгружен журнал звонков за {days}")
    zone = Administration.objects.get(pk=actor.administration_id)
    return Document(
        title="Журнал звонков на консультационную линию",
        administration=zone.title,
        subtitle=days,
        restriction="Для служебного пользования: содержит персональные данные",
        blocks=(Table("Звонки", _COLUMNS, tuple(_row(call, zone.time_zone) for call in rows), sheet="Звонки"),),
    )


_COLUMNS = (
    Column("Дата", Unit.DATE),
    Column("Время"),
    Column("Кто звонил"),
    Column("Телефон"),
    Column("Вопрос"),
    Column("Чем кончилось"),
    Column("Что ответили"),
    Column("Кому передали"),
    Column("Номер"),
    Column("Кто принял"),
)


def _row(call: PhoneCall, time_zone: str) -> Row:
    words = (
        call.on, f"{call.at.astimezone(ZoneInfo(time_zone)):%H:%M}", call.name, call.phone, call.question,
        call.get_end_display(), call.said, str(call.passed_to or ""), call.item.number if call.item else "",
        str(call.taken_by or ""),
    )  # fmt: skip
    return Row(tuple(Cell(word) for word in words))


def _found(actor: Actor, wanted: CallFilter) -> CallQuerySet:
    found = PhoneCall.objects.visible_to(actor).filter(on__gte=wanted.since, on__lte=wanted.until)
    if wanted.end:
        found = found.filter(end=wanted.end)
    if wanted.phone:
        found = found.filter(phone_key=phone_key(wanted.phone) or "-")
    return found
