"""Reads of arrivals for the staff: lists by state, one arrival with its words."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Channel
from otklik.channels.contract import Arrival
from otklik.core.appeals import Audience
from otklik.correspondence.becoming import arrival_of
from otklik.correspondence.becoming.staff_senders import is_from_staff
from otklik.correspondence.bodies import body_of
from otklik.correspondence.connected import Connected
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.policies import can_settle_arrivals
from otklik.intake.policies import can_view_internal

PAGE_SIZE = 50
MOST_PAGES = 100
#: A count of the rail goes no further.
COUNT_LIMIT = 100
#: Letters of what cannot be read that are shown as they are.
SHOWN_LETTERS = 4000
State = InboundMessage.State
TABS = (State.DEAD, State.WAITING, State.PASSED_OVER, State.TAKEN)


@dataclass(frozen=True)
class ArrivalPage:
    """One page of a tab, the newest first."""

    tab: str
    arrivals: tuple[InboundMessage, ...]
    number: int
    has_next: bool


@dataclass(frozen=True)
class ArrivalShown:
    """An arrival with what can be read of it: the text, the author; of one that no channel reads, its bytes as text."""

    arrival: InboundMessage
    text: str
    name: str = ""
    email: str = ""
    is_raw: bool = False
    is_internal: bool = False

    @property
    def may_be_settled(self) -> bool:
        """It waits for a person or its next attempt, or was passed over: a filter of spam errs."""
        return self.arrival.state != State.TAKEN and not self.arrival.is_forgotten


def visible_arrivals(actor: Actor) -> QuerySet[InboundMessage]:
    """Those of the administration that the person may see: employees' ones only with the internal right."""
    own = InboundMessage.objects.filter(administration_id=actor.administration_id)
    inner = Channel.objects.filter(administration_id=actor.administration_id, audience=Audience.INTERNAL.value)
    is_of_inner = Q(connection__channel__in=inner.values("slug"))
    if not can_view_internal(actor):
        return own.exclude(is_of_inner).filter(Q(item=None) | Q(item__audience=Audience.EXTERNAL.value))
    is_internal = is_of_inner | Q(item__audience=Audience.INTERNAL.value)
    sees_all = actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.ADMINISTRATOR)
    return own if sees_all else own.filter(is_internal)


def waiting_arrivals(actor: Actor) -> QuerySet[InboundMessage]:
    """Those that wait for this person, at most COUNT_LIMIT; none for those who do not settle them."""
    if not can_settle_arrivals(actor):
        return InboundMessage.objects.none()
    return visible_arrivals(actor).filter(state=State.DEAD)[:COUNT_LIMIT]


def arrival_page(actor: Actor, tab: str = State.DEAD, number: int = 1) -> ArrivalPage:
    """One page of the tab; an unknown tab is the one of those that wait for a person."""
    chosen = tab if tab in set(TABS) else State.DEAD.value
    number = min(max(number, 1), MOST_PAGES)
    rows = visible_arrivals(actor).filter(state=chosen).select_related("connection", "item").defer("body", "item__text")
    first = (number - 1) * PAGE_SIZE
    found = list(rows.order_by("-pk")[first : first + PAGE_SIZE + 1])
    return ArrivalPage(chosen, tuple(found[:PAGE_SIZE]), number, has_next=len(found) > PAGE_SIZE)


def arrival_shown(actor: Actor, arrival_id: int) -> ArrivalShown:
    """One arrival with its words; NotFound where the person may not see it, or it is from an employee's address."""
    rows = visible_arrivals(actor).select_related("connection", "administration", "file", "item")
    row = rows.filter(pk=arrival_id).first()
    if row is None:
        raise NotFound
    if row.is_forgotten:
        return ArrivalShown(row, "")
    try:
        understood = arrival_of(row)
    except Exception:  # noqa: BLE001 - that it cannot be read is why the person looks at it
        return ArrivalShown(row, _as_text(body_of(row)), is_raw=True)
    return _shown(actor, row, understood)


def _shown(actor: Actor, row: InboundMessage, arrival: Arrival) -> ArrivalShown:
    incoming = arrival.incoming
    is_internal = is_from_staff(Connected.of(row), arrival)
    if is_internal and not can_view_internal(actor):
        raise NotFound
    if incoming is None and arrival.quoted:
        return ArrivalShown(row, arrival.quoted, email=arrival.talker, is_internal=is_internal)
    if incoming is None:
        return ArrivalShown(row, _as_text(body_of(row)), is_raw=True, is_internal=is_internal)
    return ArrivalShown(row, incoming.text, incoming.name, incoming.email, is_internal=is_internal)


def _as_text(body: bytes) -> str:
    return body[: SHOWN_LETTERS * 4].decode("utf-8", "replace").replace("\0", "")[:SHOWN_LETTERS]
