"""The list of what leaves, newest first, page by page; one message; what about one case."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.audit import target_name
from otklik.base.errors import NotFound
from otklik.correspondence.outbox.policies import can_view_outbox
from otklik.correspondence.outbox.visibility import Seen, item_id_of, seen_by
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import FeedbackItem, OriginalLook

State = OutgoingMessage.State
PAGE = 50
MOST_COUNTED = 1000
ID_DIGITS = 18
MAIL, PAPER = "mail", "paper"
#: What a person has to look at, in this order, before the list itself.
TO_LOOK_AT = (State.UNCERTAIN, State.FAILED, State.PRINT, State.WAITING)


@dataclass(frozen=True)
class OutboxFilter:
    """What is chosen; empty means everything. `way`: a connection's number, `mail` or `paper`."""

    state: str = ""
    way: str = ""
    before: int = 0

    @classmethod
    def parse(cls, query: str) -> Self:
        """Read an address; words that make no sense are passed over."""
        given = dict(parse_qsl(query.replace("%00", "")))
        way, before = given.get("way", ""), given.get("before", "")
        return cls(
            given.get("state", "") if given.get("state") in set(State) else "",
            way if way in {MAIL, PAPER} or _is_number(way) else "",
            int(before) if _is_number(before) else 0,
        )

    def serialise(self, before: int = 0) -> str:
        """The address of the same list, from a row on."""
        return urlencode({name: value for name, value in vars(replace(self, before=before)).items() if value})


@dataclass(frozen=True)
class OutboxLine:
    """A message, and when it left or is tried again in words of its state."""

    seen: Seen
    when: datetime | None
    is_resting: bool

    @property
    def message(self) -> OutgoingMessage:
        return self.seen.message


@dataclass(frozen=True)
class OutboxPage:
    """A page of the list; `following` is the query of the next one, empty at the end."""

    lines: tuple[OutboxLine, ...]
    following: str


def outbox_page(actor: Actor, chosen: OutboxFilter) -> OutboxPage:
    """The page that the filter names."""
    rows = _filtered(_own(actor), chosen)
    if chosen.before:
        rows = rows.filter(pk__lt=chosen.before)
    found = list(rows.defer("text").select_related("connection").order_by("-pk")[: PAGE + 1])
    following = chosen.serialise(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return OutboxPage(tuple(map(_line, seen_by(actor, found[:PAGE]))), following)


def outbox_counts(actor: Actor) -> list[tuple[State, int]]:
    """How many wait for somebody's eye, by state, each counted to a thousand at most."""
    own = _own(actor).order_by()
    return [(state, own.filter(state=state)[:MOST_COUNTED].count()) for state in TO_LOOK_AT]


def connections_of(actor: Actor) -> list[ChannelConnection]:
    """The connections that messages may leave by."""
    return list(ChannelConnection.objects.filter(administration_id=actor.administration_id).defer("sealed_settings"))


def message_for(actor: Actor, message_id: int) -> OutgoingMessage:
    """A message of the actor's administration, or NotFound."""
    found = _own(actor).filter(pk=message_id).select_related("connection", "postal_list").first()
    if found is None:
        raise NotFound
    return found


def message_page(actor: Actor, message_id: int) -> OutboxLine:
    """One message to look at; who reads an author's letter is noted. NotFound for a case that is not seen."""
    line = _line(seen_by(actor, [message_for(actor, message_id)])[0])
    item_id = item_id_of(line.message)
    if item_id is not None and line.seen.item is None:
        raise NotFound
    if item_id is not None and line.seen.is_open:
        note_looks(actor, [item_id], OriginalLook.Place.LETTER)
    return line


def item_messages(actor: Actor, item: FeedbackItem, most: int = 20) -> list[OutboxLine]:
    """What left about the case, newest first, without words."""
    rows = OutgoingMessage.objects.filter(target=target_name(item)).defer("text").select_related("connection")
    return [_line(one) for one in seen_by(actor, rows.order_by("-pk")[:most])]


def _own(actor: Actor) -> QuerySet[OutgoingMessage]:
    if not can_view_outbox(actor):
        raise NotFound
    return OutgoingMessage.objects.filter(administration_id=actor.administration_id)


def _filtered(rows: QuerySet[OutgoingMessage], chosen: OutboxFilter) -> QuerySet[OutgoingMessage]:
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.way == PAPER:
        return rows.filter(is_paper=True)
    if chosen.way == MAIL:
        return rows.filter(connection=None, is_paper=False)
    return rows.filter(connection_id=int(chosen.way)) if chosen.way else rows


def _line(seen: Seen) -> OutboxLine:
    message, now = seen.message, timezone.now()
    is_waiting = message.state == State.WAITING
    when = message.sent_at if message.state == State.SENT else message.next_attempt_at if is_waiting else None
    return OutboxLine(seen, when, is_waiting and not message.attempts and message.next_attempt_at > now)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= ID_DIGITS
