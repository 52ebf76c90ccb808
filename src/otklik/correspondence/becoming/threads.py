"""By what a later message finds its case, and where its author is answered."""

import re
from collections.abc import Sequence

from django.db.models import Q

from otklik.base.events import LetterSettled
from otklik.channels.contract import NUMBER_KEY, OUTGOING_KEY, Arrival
from otklik.correspondence.connected import Connected
from otklik.correspondence.keys import fitted
from otklik.correspondence.models import ReplyAddress, ThreadKey
from otklik.delivery.models import OutgoingMessage
from otklik.intake.author_access import is_erased
from otklik.intake.models import FeedbackItem

LONGEST_KEY = 250
#: How keys begin that name a message of ours, and the number of a case; how the outbox names a case.
OUTGOING, NUMBER, ITEM = f"{OUTGOING_KEY}:", f"{NUMBER_KEY}:", "intake.feedbackitem:"
_UUID = re.compile(r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
LONGEST_TALKER = 254


def item_of_thread(connected: Connected, keys: Sequence[str], talker: str) -> FeedbackItem | None:
    """The case that the nearest known key belongs to; none whose author's data were erased.

    A key names an earlier arrival, a message of ours («outgoing:key»), or, from the case's own author only, its number
    («number:О-00012/2025»).
    """
    wanted = [fitted(key, LONGEST_KEY) for key in keys]
    rows = ThreadKey.objects.filter(connection=connected.connection, key__in=wanted).select_related("item__contact")
    found = {row.key: row.item for row in rows}
    item = next((found[key] for key in wanted if key in found), None)
    item = item or _item_of_ours(connected, keys) or _item_by_number(connected, keys, talker)
    return None if item is None or is_erased(item) else item


def _item_of_ours(connected: Connected, keys: Sequence[str]) -> FeedbackItem | None:
    """What our message that is answered was about."""
    ours = [
        key.removeprefix(OUTGOING) for key in keys if key.startswith(OUTGOING) and _UUID.fullmatch(key[len(OUTGOING) :])
    ]
    own = OutgoingMessage.objects.filter(connection=connected.connection, key__in=ours) if ours else ()
    targets = {one.target for one in own}
    ids = [int(target.removeprefix(ITEM)) for target in targets if target.startswith(ITEM)]
    return FeedbackItem.objects.of(connected.administration.pk).filter(pk__in=ids).first() if ids else None


def _item_by_number(connected: Connected, keys: Sequence[str], talker: str) -> FeedbackItem | None:
    numbers = [key.removeprefix(NUMBER) for key in keys if key.startswith(NUMBER)]
    if not numbers or not talker:
        return None
    own = FeedbackItem.objects.of(connected.administration.pk).filter(number__in=numbers)
    return own.filter(Q(reply_address__talker__iexact=talker) | Q(contact__email__iexact=talker)).first()


def tie_sent(event: LetterSettled) -> None:
    """Listener: whoever answers a message of ours speaks about what it was about."""
    number = event.target.removeprefix(ITEM)
    if not (event.is_sent and event.connection_id and event.external_id) or not number.isdecimal():
        return
    if FeedbackItem.objects.filter(pk=int(number)).exists():
        row = ThreadKey(
            connection_id=event.connection_id, key=fitted(event.external_id, LONGEST_KEY), item_id=int(number)
        )
        ThreadKey.objects.bulk_create([row], ignore_conflicts=True)


def tie(connected: Connected, item_id: int, keys: Sequence[str]) -> None:
    """Later messages that name one of the keys belong to the item."""
    rows = [ThreadKey(connection=connected.connection, key=fitted(key, LONGEST_KEY), item_id=item_id) for key in keys]
    ThreadKey.objects.bulk_create(rows, ignore_conflicts=True)


def remember_address(connected: Connected, item_id: int, arrival: Arrival) -> ReplyAddress:
    """Where the author wrote last is where the answer goes."""
    is_letter = bool(arrival.incoming and arrival.incoming.email)
    address = ReplyAddress(
        item_id=item_id,
        connection=connected.connection,
        talker=fitted(arrival.talker, LONGEST_TALKER),
        thread=dict(arrival.thread),
        is_talk=arrival.is_talk,
        is_public=not arrival.is_talk and not is_letter,
    )
    if address.talker:
        ReplyAddress.objects.bulk_create(
            [address],
            update_conflicts=True,
            unique_fields=["item"],
            update_fields=["connection", "talker", "thread", "is_talk", "is_public"],
        )
    return address
