"""When a message may leave: the quiet hours of an administration, which stands above the outbox.

Legal answers, alerts and steps of a dialogue are urgent: they leave at once, whatever the hour.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from otklik.delivery.models import EMAIL_ADAPTER, ChannelConnection, OutgoingMessage


class WayKind(StrEnum):
    """What quiet hours are set for."""

    NETWORK = "network"
    EMAIL = "email"

    @property
    def label(self) -> str:
        return {"network": "Соцсети и мессенджеры", "email": "Электронная почта"}[self.value]


#: (administration, kind of the way, moment) -> the first moment at which a message may leave.
FirstLoud = Callable[[int, WayKind, datetime], datetime]
_rules: list[FirstLoud] = []


def register_quiet_hours(first_loud: FirstLoud) -> None:
    """Who knows the administrations tells when their messages rest; called once, in `AppConfig.ready`."""
    _rules[:] = [first_loud]


def kind_of_way(connection: ChannelConnection | None) -> WayKind:
    """A mailbox of one's own, the installation's SMTP server: e-mail; the rest are networks."""
    return WayKind.EMAIL if connection is None or connection.adapter == EMAIL_ADAPTER else WayKind.NETWORK


def first_loud(administration_id: int, kind: WayKind, moment: datetime) -> datetime:
    """The moment itself, or the morning after it."""
    return _rules[0](administration_id, kind, moment) if _rules else moment


def letters_rest_until(administration_id: int) -> datetime | None:
    """When letters that can wait will leave, while they rest; else None."""
    now = timezone.now()
    morning = first_loud(administration_id, WayKind.EMAIL, now)
    return morning if morning > now else None


def rest_anew(administration_id: int) -> int:
    """The hours changed: what never left waits by the new ones; returns how many rows were told."""
    now = timezone.now()
    fresh = OutgoingMessage.objects.filter(
        administration_id=administration_id, state=OutgoingMessage.State.WAITING, is_urgent=False, attempts=0
    )
    email = Q(connection=None) | Q(connection__adapter=EMAIL_ADAPTER)
    letters = fresh.filter(email).update(next_attempt_at=first_loud(administration_id, WayKind.EMAIL, now))
    return letters + fresh.exclude(email).update(next_attempt_at=first_loud(administration_id, WayKind.NETWORK, now))


def rest_until_morning() -> int:
    """Put off what became due in quiet hours (a second attempt, a worker that stood still); returns how many."""
    now = timezone.now()
    due = OutgoingMessage.objects.filter(
        state=OutgoingMessage.State.WAITING, next_attempt_at__lte=now, is_urgent=False
    ).order_by()
    email = Q(connection=None) | Q(connection__adapter=EMAIL_ADAPTER)
    resting = 0
    for administration_id in list(due.values_list("administration_id", flat=True).distinct()):
        own = due.filter(administration_id=administration_id)
        for kind, rows in ((WayKind.EMAIL, own.filter(email)), (WayKind.NETWORK, own.exclude(email))):
            morning = first_loud(administration_id, kind, now)
            if morning > now:
                resting += rows.update(next_attempt_at=morning)
    return resting
