"""Cases of the demonstration by the kind of their channel."""

from otklik.catalog.models import Administration, Channel
from otklik.intake.models import FeedbackItem


def channel_of(administration: Administration, *kinds: str) -> Channel | None:
    """The first channel of the first of these kinds that the administration has."""
    own = list(Channel.objects.filter(administration=administration, kind__in=kinds).order_by("position"))
    return min(own, key=lambda one: kinds.index(one.kind), default=None)


def newest(channel: Channel, most: int) -> list[FeedbackItem]:
    """The newest cases of the channel, with contact and answers at hand."""
    found = FeedbackItem.objects.filter(administration=channel.administration, channel=channel).exclude(number="")
    return list(found.select_related("contact").prefetch_related("answers").order_by("-received_at", "-pk")[:most])
