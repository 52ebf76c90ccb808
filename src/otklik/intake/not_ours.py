"""What is not ours: items that units gave back, and items that wait to be forwarded to another body."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.core.appeals import OPEN_STATUSES
from otklik.core.periods import local_date
from otklik.core.russian import date_long, days_word
from otklik.intake.actions.write_forwarding import forward_until
from otklik.intake.models import FeedbackItem, Forwarding, ForwardingMark, ItemReturn, ItemRouting
from otklik.intake.queries import COUNT_LIMIT, today_of

MOST = 100
#: So few days left are a warning.
NEAR_DAYS = 2
_OPEN = [status.value for status in OPEN_STATUSES]


@dataclass(frozen=True)
class ForwardingTerm:
    """The last day to forward, in words; `state` is empty, «soon» or «late»."""

    text: str
    state: str


@dataclass(frozen=True)
class Waiting:
    """An item to be forwarded: to whom, until when."""

    mark: ForwardingMark
    term: ForwardingTerm


def forwarding_term(until: date | None, today: date) -> ForwardingTerm:
    """«до 12 марта 2025 г., остался 1 день»."""
    if until is None:
        return ForwardingTerm("срок не установлен", "")
    left = (until - today).days
    if left < 0:
        return ForwardingTerm(f"нужно было до {date_long(until)}, просрочено на {days_word(-left)}", "late")
    if left == 0:
        return ForwardingTerm(f"до {date_long(until)}, сегодня последний день", "late")
    return ForwardingTerm(f"до {date_long(until)}, {days_word(left)} в запасе", "soon" if left <= NEAR_DAYS else "")


def forwarding_initial(item: FeedbackItem) -> dict[str, object]:
    """What the form of forwarding begins with: the body that the item is marked for, and the term in words."""
    if item.status not in _OPEN:
        return {}
    mark = ForwardingMark.objects.filter(item=item).first()
    until = mark.forward_by if mark else forward_until(item)
    today = local_date(timezone.now(), item.administration.time_zone)
    term = forwarding_term(until, today).text if until else ""
    return {"body": mark.body_id if mark else None, "forwarding_term": term}


def waiting_to_forward(actor: Actor) -> list[Waiting]:
    """Open items marked for another body, the most urgent first."""
    today = today_of(actor)
    marks = _marks(actor).select_related("item", "item__channel", "body").defer("item__text")
    ordered = marks.order_by("forward_by", "item_id")[:MOST]
    return [Waiting(mark, forwarding_term(mark.forward_by, today)) for mark in ordered]


def returned_items(actor: Actor) -> list[ItemReturn]:
    """Returns that nobody has sent on yet, the oldest first."""
    rows = _returns(actor).select_related("item", "department", "by").defer("item__text")
    return list(rows.order_by("at")[:MOST])


def lately_forwarded(actor: Actor, limit: int = 15) -> list[Forwarding]:
    """The newest forwardings, with their letters."""
    seen = Exists(FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id")))
    rows = Forwarding.objects.filter(seen, administration_id=actor.administration_id)
    return list(rows.select_related("item", "signed_by").defer("item__text").order_by("-at", "-pk")[:limit])


def marks_waiting(actor: Actor) -> QuerySet[ForwardingMark]:
    """What is to be forwarded, COUNT_LIMIT at most."""
    return _marks(actor)[:COUNT_LIMIT]


def marks_pressing(actor: Actor, today: date) -> QuerySet[ForwardingMark]:
    """Whether a last day to forward is near or gone: one of them."""
    return _marks(actor).filter(forward_by__lte=today + timedelta(days=NEAR_DAYS))[:1]


def returns_waiting(actor: Actor) -> QuerySet[ItemReturn]:
    """What units gave back and nobody has sent on, COUNT_LIMIT at most."""
    return _returns(actor).order_by()[:COUNT_LIMIT]


def _marks(actor: Actor) -> QuerySet[ForwardingMark]:
    return ForwardingMark.objects.filter(_is_seen(actor), administration_id=actor.administration_id)


def _returns(actor: Actor) -> QuerySet[ItemReturn]:
    own = {"administration_id": actor.administration_id, "is_settled": False, "item__department__isnull": True}
    return ItemReturn.objects.filter(_is_seen(actor), **own)


def _is_seen(actor: Actor) -> Exists:
    """The item is open and the person sees it; asked row by row, as few items are here and many elsewhere."""
    return Exists(FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id"), status__in=_OPEN))


def routing_of(item: FeedbackItem) -> ItemRouting | None:
    """What a rule decided about the item."""
    return ItemRouting.objects.filter(item=item).select_related("department", "assignee").first()


def mark_of(item: FeedbackItem) -> ForwardingMark | None:
    """Whether the item waits to be forwarded, and where."""
    return ForwardingMark.objects.filter(item=item).select_related("body", "by").first()


def forwardings_of(item: FeedbackItem) -> list[Forwarding]:
    """Where the item went, with the letters."""
    return list(Forwarding.objects.filter(item=item).select_related("signed_by"))


def last_return(item: FeedbackItem) -> ItemReturn | None:
    """The newest return that nobody has settled."""
    return ItemReturn.objects.filter(item=item, is_settled=False).select_related("department", "by").first()
