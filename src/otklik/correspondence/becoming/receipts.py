"""What the author is told at once: number, last day, where to look."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.core.dialogue.words import DEFAULT_WORDS, say
from otklik.core.russian import date_long
from otklik.correspondence.connected import Connected
from otklik.correspondence.models import ReplyAddress
from otklik.delivery.actions.send_later import send_later
from otklik.intake.actions.receive_feedback import Receipt
from otklik.intake.models import FeedbackItem

#: Two programs that answer each other stop here: so many receipts to one address in an hour, and no more.
MOST_RECEIPTS = 5
WITHIN = timedelta(hours=1)


def words_of(administration: Administration) -> Mapping[str, str]:
    """The words of talks: the administration's own where it has set some."""
    own = administration.options.get("dialogue_words", {})
    return {**DEFAULT_WORDS, **own} if own else DEFAULT_WORDS


def page_of(administration: Administration, place: str) -> str:
    """Whole address of a public page: «status/», «consent/», «feedback/»."""
    return f"{settings.BASE_URL.rstrip('/')}/{administration.slug}/{place}"


def receipt_names(connected: Connected, receipt: Receipt) -> dict[str, str]:
    """What the words of a receipt are given."""
    words = words_of(connected.administration)
    due = say(words, "due", day=date_long(receipt.due_on)) if receipt.due_on else say(words, "no_due")
    return {
        "number": receipt.number,
        "code": receipt.tracking_code,
        "due": due,
        "status_url": page_of(connected.administration, "status/"),
        "operator": connected.administration.title,
    }


def send_receipt(connected: Connected, address: ReplyAddress, receipt: Receipt) -> None:
    """By letter with number and code, or publicly with the number only; not to whoever writes too often."""
    if not address.talker or not receipt.is_new or _writes_too_often(address):
        return
    words, names = words_of(connected.administration), receipt_names(connected, receipt)
    kind = "public_receipt" if address.is_public else "letter_receipt"
    reply(
        connected,
        FeedbackItem(pk=receipt.item_id),
        address,
        say(words, kind, **names),
        subject=say(words, "letter_subject", **names),
    )


def _writes_too_often(address: ReplyAddress) -> bool:
    since = timezone.now() - WITHIN
    own = ReplyAddress.objects.filter(connection_id=address.connection_id, talker=address.talker)
    return own.filter(item__received_at__gte=since).count() > MOST_RECEIPTS


def reply(
    connected: Connected,
    target: Model,
    address: ReplyAddress,
    text: str,
    *,
    subject: str = "",
    choices: tuple[str, ...] = (),
) -> None:
    """Into the outbox, in the caller's transaction."""
    send_later(
        administration_id=connected.administration.pk,
        target=target,
        to=address.talker,
        subject=subject,
        text=text,
        file_ids=[],
        connection_id=connected.connection.pk,
        thread=address.thread,
        choices=choices,
        is_urgent=True,
        is_automatic=True,
    )
