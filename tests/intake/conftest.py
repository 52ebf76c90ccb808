"""Messages for the tests of intake and of the staff's desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from otklik.base.actor import public_actor
from otklik.catalog.models import Administration, Channel
from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem

Receive = Callable[..., FeedbackItem]


@pytest.fixture
def receive(administrations: Callable[..., Administration]) -> Receive:
    """Take in a message: `receive("Яма на дороге", kind=ItemKind.REVIEW, of="biysk", department_id=1)`."""

    def take(text: str = "Яма на дороге у дома", *, of: str = "murashi", **facts: Any) -> FeedbackItem:
        administration = administrations(of)
        extra = {name: facts.pop(name) for name in ("department_id", "topic_id", "reason_id", "files") if name in facts}
        audience = facts.get("audience", "external")
        channel = Channel.objects.filter(administration=administration, audience=audience).first()
        assert channel is not None
        given = {"channel": channel.slug, "received_at": timezone.now(), "kind": ItemKind.COMPLAINT} | facts
        incoming = IncomingFeedback(text=text, **given)
        actor = public_actor(administration.pk, administration.slug)
        receipt = receive_feedback(actor=actor, incoming=incoming, **extra)
        return FeedbackItem.objects.get(pk=receipt.item_id)

    return take
