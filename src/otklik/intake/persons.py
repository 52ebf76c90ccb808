"""Requests of persons about their own data: the list with its clocks, whose items they may be, what is held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.personal_data import Held, Holder, Person, holders
from otklik.catalog.queries import work_calendar
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.workdays import WorkCalendar
from otklik.intake.actions.note_look import note_looks
from otklik.intake.applicants import Typed, find_applicants
from otklik.intake.models import DestructionRow, FeedbackItem, PersonRequest
from otklik.intake.originals import Place
from otklik.intake.policies import can_answer_person

SHOWN = 50
#: 152-ФЗ, статья 20, часть 1: ten working days to tell; статья 21, часть 5: thirty days to destroy.
ACCESS_WORKING_DAYS, WITHDRAWAL_DAYS = 10, 30
Kind = PersonRequest.Kind


def request_due(kind: str, received_on: date, calendar: WorkCalendar) -> date:
    """The last day to answer the person, by law."""
    if kind == Kind.ACCESS:
        return calendar.add_working_days(received_on, ACCESS_WORKING_DAYS)
    return received_on + timedelta(days=WITHDRAWAL_DAYS)


def due_of_request(actor: Actor, kind: str, received_on: date) -> date:
    """The last day by the administration's own calendar."""
    return request_due(kind, received_on, work_calendar(actor.administration_id))


def person_requests(actor: Actor) -> list[PersonRequest]:
    """The newest requests, unanswered ones first."""
    found = _requests(actor).select_related("act")
    waiting = list(found.filter(done_on__isnull=True).order_by("due_on", "pk")[:SHOWN])
    return [*waiting, *found.filter(done_on__isnull=False)[: SHOWN - len(waiting)]]


def person_request(actor: Actor, request_id: int) -> PersonRequest:
    """One request, or NotFound."""
    found = _requests(actor).select_related("act").filter(pk=request_id).first()
    if found is None:
        raise NotFound
    return found


def _requests(actor: Actor) -> QuerySet[PersonRequest]:
    if not can_answer_person(actor):
        raise NotFound
    return PersonRequest.objects.filter(administration_id=actor.administration_id)


@dataclass(frozen=True)
class Candidate:
    """An item that may be the person's: ticked already or not, and why it cannot be destroyed now."""

    item: FeedbackItem
    name: str
    reach: str
    is_chosen: bool
    obstacle: str
    is_by_law: bool


def candidates(actor: Actor, request: PersonRequest) -> list[Candidate]:
    """Items whose author fits what the person told, newest first; looking at them is noted."""
    typed = Typed(name=request.name, phone=request.phone, email=request.email)
    items = {item.pk: item for person in find_applicants(actor, typed) for item in person.items}
    missing = set(request.item_ids) - items.keys()
    for item in FeedbackItem.objects.visible_to(actor).filter(pk__in=missing).select_related("contact"):
        items[item.pk] = item
    gone = DestructionRow.objects.filter(item=OuterRef("pk"), destroyed_at__isnull=False)
    left = FeedbackItem.objects.filter(pk__in=items).filter(~Exists(gone)).values_list("pk", flat=True)
    rows = [items[pk] for pk in sorted(left, reverse=True)]
    note_looks(actor, [item.pk for item in rows], Place.REQUEST)
    chosen = set(request.item_ids)
    return [_candidate(item, is_chosen=item.pk in chosen) for item in rows]


def _candidate(item: FeedbackItem, *, is_chosen: bool) -> Candidate:
    contact = getattr(item, "contact", None)
    name, reach = (
        ("", "") if contact is None else (contact.name, ", ".join(filter(None, (contact.phone, contact.email))))
    )
    return Candidate(item, name, reach, is_chosen, obstacle_of(item), item.is_appeal)


def obstacle_of(item: FeedbackItem) -> str:
    """Why the data of an item must stay for now; empty when they may go."""
    if item.is_appeal and ItemStatus(item.status) in OPEN_STATUSES:
        return "рассматривается: данные нужны, чтобы ответить (59-ФЗ)"
    return ""


def person_of(request: PersonRequest) -> Person:
    """By what the holders recognise the person of a request."""
    digits = "".join(sign for sign in request.phone if sign.isdecimal())[-10:]
    return Person(
        request.administration_id,
        frozenset(request.item_ids),
        names=tuple(filter(None, [request.name.strip()])),
        emails=tuple(filter(None, [request.email.strip().lower()])),
        phones=tuple(filter(None, [digits])),
    )


def held_on(request: PersonRequest) -> Iterable[tuple[Holder, list[Held]]]:
    """Everything that is kept on the person, holder by holder; those with nothing are left out."""
    person = person_of(request)
    for holder in holders():
        records = list(holder.held(person))
        if records:
            yield holder, records
