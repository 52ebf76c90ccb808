"""How the authors of items are answered where they wrote; registered with intake in `AppConfig.ready`."""

from collections.abc import Mapping, Sequence

from otklik.correspondence.models import ReplyAddress
from otklik.intake.reply_ways import ReplyWay


def ways_of(item_ids: Sequence[int]) -> Mapping[int, ReplyWay]:
    """The ways of these items through connections that are still enabled, in one query."""
    kept = ReplyAddress.objects.filter(item__in=item_ids, connection__is_enabled=True).exclude(talker="")
    return {address.item_id: _way(address) for address in kept.select_related("connection")}


def _way(address: ReplyAddress) -> ReplyWay:
    return ReplyWay(
        connection_id=address.connection_id,
        to=address.talker,
        title=address.connection.title,
        thread=address.thread,
        is_public=address.is_public,
    )
