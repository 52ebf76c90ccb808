"""Employees who write or come: whom they may choose, what was said to whom, the talk by code. Порядок: murashi 3.2."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.accounts.policies import can_use_desk
from otklik.accounts.queries import people_with_role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Channel, Department
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.intake.models import EmployeeLetter, FeedbackItem, LetterAddressee, LetterTo
from otklik.intake.policies import can_view_internal
from otklik.intake.querysets import OPEN

#: Kinds of internal channels that the employees' page stands for, by whom the employee chose.
CHANNEL_KINDS: dict[str, tuple[str, ...]] = {
    LetterTo.LEADER: ("leader", "staff_form"),
    LetterTo.CULTURE: ("culture", "staff_form"),
    LetterTo.OFFICE: ("box", "staff_form", "culture", "leader"),
}
MOST = 200


@dataclass(frozen=True)
class Receiver:
    """A person whom an employee may choose."""

    user_id: int
    to: LetterTo
    title: str


def receivers(administration_id: int, on: date) -> list[Receiver]:
    """People with a leading role and heads of units, without those taken off the list, and those named beside them.

    Only who has a role of the product: another could not open what is written to him.
    """
    own = LetterAddressee.objects.filter(administration_id=administration_id).select_related("user")
    appointed = _appointed(administration_id, on)
    rows = [row for row in own.filter(user__is_active=True) if row.user_id in appointed]
    off = {row.user_id for row in rows if row.to == LetterTo.LEADER and not row.is_receiving}
    leaders = {person.pk: person for person in _leading(administration_id, on) if person.pk in appointed}
    leaders |= {row.user_id: row.user for row in rows if row.to == LetterTo.LEADER and row.is_receiving}
    culture = [row.user for row in rows if row.to == LetterTo.CULTURE and row.is_receiving]
    found = [_receiver(person, LetterTo.LEADER) for pk, person in leaders.items() if pk not in off]
    return [*sorted(found, key=lambda one: one.title), *(_receiver(person, LetterTo.CULTURE) for person in culture)]


def _appointed(administration_id: int, on: date) -> frozenset[int]:
    """Who has a role may open what is addressed to him; another would never learn of it."""
    held = Appointment.objects.in_force(on).filter(user__administration_id=administration_id)
    return frozenset(held.values_list("user_id", flat=True))


def may_open_letters(person: User, on: date) -> bool:
    """The person has a role on the day."""
    return Appointment.objects.in_force(on).filter(user=person).exists()


def _leading(administration_id: int, on: date) -> Iterable[User]:
    yield from people_with_role(administration_id, Role.HEAD, on)
    units = Department.objects.filter(administration_id=administration_id, is_active=True, head__is_active=True)
    yield from (unit.head for unit in units.select_related("head") if unit.head)


def _receiver(person: User, to: LetterTo) -> Receiver:
    return Receiver(person.pk, to, person_title(person))


def person_title(person: User) -> str:
    """«Ковалёва Анна Петровна, начальник отдела»."""
    return f"{person}, {person.position}" if person.position else str(person)


def channel_for(administration_id: int, to: str) -> Channel | None:
    """The active internal channel under which a letter to this addressee is counted."""
    rows = Channel.objects.filter(administration_id=administration_id, audience=Audience.INTERNAL, is_active=True)
    by_kind = {row.kind: row for row in reversed(list(rows))}
    return next((by_kind[kind] for kind in CHANNEL_KINDS[to] if kind in by_kind), None)


def letters_to(actor: Actor) -> list[EmployeeLetter]:
    """«Ко мне обратились»: the newest first, those that wait before the others."""
    own = EmployeeLetter.objects.addressed_to(actor).select_related("item", "item__contact")
    found = list(own.order_by("-is_waiting", "-item__received_at", "-item_id")[:MOST])
    return sorted(found, key=lambda letter: not letter.waits)


def waiting_letters(actor: Actor) -> QuerySet[EmployeeLetter]:
    """Of employees who wait for this person's word."""
    return EmployeeLetter.objects.addressed_to(actor).filter(is_waiting=True, item__status__in=OPEN)


def receives_letters(actor: Actor) -> bool:
    """Somebody has turned to this person, or may: the page is there for him."""
    if actor.kind != "staff" or actor.user_id is None:
        return False
    if EmployeeLetter.objects.addressed_to(actor).exists():
        return True
    today = local_date(timezone.now(), _zone(actor))
    return any(one.user_id == actor.user_id for one in receivers(actor.administration_id, today))


def letter_for(actor: Actor, item_id: int) -> EmployeeLetter:
    """The letter, for the addressee and those with the internal right; NotFound for everybody else."""
    seen = EmployeeLetter.objects.visible_to(actor).filter(pk=item_id)
    found = seen.select_related("item", "item__contact", "item__channel", "item__administration").first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Said:
    """A part of the talk: who speaks, on which day, what. The author's days bear no hour."""

    is_author: bool
    on: date
    text: str
    is_final: bool = False
    files: tuple[Any, ...] = ()


def talk_of(item: FeedbackItem) -> list[Said]:
    """What was said after the letter, in its order."""
    zone = item.administration.time_zone
    replies = [
        (one.at, Said(False, local_date(one.at, zone), one.text, not one.is_interim, tuple(one.files.all())))
        for one in item.answers.all()
    ]
    words = [(one.at, Said(True, local_date(one.at, zone), one.text)) for one in item.additions.all()]
    return [said for _, said in sorted([*replies, *words], key=lambda pair: pair[0])]


def is_unnamed(item: FeedbackItem) -> bool:
    """An employee's letter without a name: nothing of its author may be kept that tells who it was."""
    return item.audience == Audience.INTERNAL and getattr(item, "contact", None) is None


def unnamed_moment(item: FeedbackItem, now: datetime) -> datetime:
    """When an unnamed author spoke: the day's beginning, or just after the last reply, which he has read."""
    local = now.astimezone(ZoneInfo(item.administration.time_zone))
    begun = local.replace(hour=0, minute=0, second=0, microsecond=0)
    heard = [
        one.at + timedelta(microseconds=1) for one in (item.answers.order_by("at").last(), _last_word(item)) if one
    ]
    return max([begun, *heard])


def _last_word(item: FeedbackItem) -> Any:
    return item.additions.order_by("at").last()


def can_read_letters(actor: Actor) -> bool:
    """The page of letters: anybody of the staff; which letters stand there is decided row by row."""
    return can_use_desk(actor) and actor.user_id is not None


def can_listen_to_employees(actor: Actor) -> bool:
    """Writing down what was said in person: to oneself, or to anybody for those with the internal right."""
    return can_view_internal(actor) or receives_letters(actor)


def _zone(actor: Actor) -> str:
    return procedure_of(actor.administration_slug).act.time_zone
