"""The personal address of the calendar: made, renewed, taken away."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.duties.models import CalendarFeed
from otklik.duties.policies import can_view_duties

#: Bytes of chance in the address.
_SECRET_BYTES = 24


@transaction.atomic
def renew_feed(*, actor: Actor) -> str:
    """Make the secret of the address anew; the address before stops at once. Returned once, kept as a digest."""
    if not can_view_duties(actor):
        raise NotFound
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    feed, is_new = CalendarFeed.objects.update_or_create(
        person_id=actor.user_id,
        defaults={"digest": digest_of(secret), "made_at": timezone.now(), "read_on": None},
    )
    word = "создан" if is_new else "заменён"
    audit.record(actor, "renew_calendar_feed", feed, f"Личный адрес календаря {word}")
    return secret


@transaction.atomic
def drop_feed(*, actor: Actor) -> None:
    """Take the address away; one already gone stays gone."""
    feed = CalendarFeed.objects.filter(person_id=actor.user_id).first()
    if feed is None:
        return
    audit.record(actor, "drop_calendar_feed", feed, "Личный адрес календаря отключён")
    feed.delete()


def digest_of(secret: str) -> str:
    """By what the address is found."""
    return hashlib.sha256(secret.encode()).hexdigest()
