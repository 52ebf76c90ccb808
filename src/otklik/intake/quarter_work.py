"""What of a quarter is left to do: unread, overdue, and what came through each channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem


@dataclass(frozen=True)
class QuarterWork:
    """Counts of messages: of the quarter (`unread`, `channels` by slug) and of now (`overdue`)."""

    unread: int
    overdue: int
    channels: Mapping[str, int]


def quarter_work(actor: Actor, quarter: Quarter, today: date) -> QuarterWork:
    """Counts over the whole administration; rights are the caller's matter, no text leaves here."""
    items = FeedbackItem.objects.of(actor.administration_id)
    received = items.in_quarter(quarter)
    rows = received.order_by().values_list("channel__slug").annotate(rows=Count("*"))
    return QuarterWork(received.unread().count(), items.overdue(today).count(), dict(rows))
