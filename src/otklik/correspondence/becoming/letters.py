"""What is said at once, by letter or comment: a message of its own, or an addition to the case of its thread."""

from dataclasses import replace
from hashlib import sha256

from otklik.channels.contract import Arrival
from otklik.core.appeals import Audience
from otklik.core.first_kind import first_kind
from otklik.core.incoming import IncomingFeedback
from otklik.correspondence.becoming.became import Became
from otklik.correspondence.becoming.files import Kept, expect_files, keep_files
from otklik.correspondence.becoming.mentions import item_mentioned
from otklik.correspondence.becoming.receipts import send_receipt
from otklik.correspondence.becoming.staff_senders import internal_channel, is_from_staff
from otklik.correspondence.becoming.threads import item_of_thread, remember_address, tie
from otklik.correspondence.connected import Connected
from otklik.correspondence.models import InboundMessage, ReplyAddress
from otklik.intake.actions.hear_author import hear_author
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.author_access import Recognised
from otklik.intake.models import Appeal, FeedbackItem

#: Stands for a message that consists of its files.
ONLY_FILES = "(сообщение без текста: смотрите приложенные файлы)"


def take(row: InboundMessage, arrival: Arrival) -> Became:
    """Take in a letter or a comment. Порядок: murashi 2.2, 3.2, biysk 3, livny 3."""
    connected, incoming = Connected.of(row), arrival.incoming
    if incoming is None:
        raise ValueError("Сообщение без содержания.")
    earlier = item_of_thread(connected, arrival.threads, arrival.talker) or item_mentioned(connected, arrival)
    kept = keep_files(row.administration_id, incoming.attachments)
    if earlier is not None and (added := _add(row, connected, arrival, earlier, kept)):
        return added
    return _receive(row, connected, arrival, earlier, kept)


def _add(row: InboundMessage, connected: Connected, arrival: Arrival, item: FeedbackItem, kept: Kept) -> Became | None:
    """None where the case is ended and stays so, or somebody else writes in the thread of an ended case."""
    text = words_of(arrival)
    author = Recognised(item.pk)
    if not is_same_author(item, arrival):
        if item.answered_on is not None:
            return None
        text = f"Пишет другой участник переписки{named(arrival)}:\n\n{text}"
    addition = hear_author(actor=connected.actor, author=author, text=text, token=token_of(row), files=kept.files)
    if addition is None:
        return None
    expect_files(item.pk, connected.connection, arrival.files, kept.refused, addition)
    tie(connected, item.pk, arrival.own_keys)
    if is_same_author(item, arrival):
        remember_address(connected, item.pk, arrival)
    return Became(f"дополнение к № {item.number}", item.pk)


def is_same_author(item: FeedbackItem, arrival: Arrival) -> bool:
    """The one who is answered in this case; of who wrote by another way the address in the card is known.

    A letter of ours may be forwarded: who answers it then must not be answered instead of the author.
    """
    known = ReplyAddress.objects.filter(item=item).values_list("talker", flat=True).first()
    if known is None:
        contact = getattr(item, "contact", None)
        known = contact.email if contact and arrival.incoming and arrival.incoming.email else ""
    return not known or known.casefold() == arrival.talker.casefold()


def named(arrival: Arrival) -> str:
    """« (Иван, ivan@mail.example)» or nothing."""
    who = [part for part in (arrival.incoming.name, arrival.incoming.email) if part] if arrival.incoming else []
    return f" ({', '.join(who)})" if who else ""


def token_of(row: InboundMessage) -> str:
    """Makes one addition of one arrival, however often it is read."""
    return sha256(f"{row.connection_id}:{row.key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def words_of(arrival: Arrival) -> str:
    """The text, or the word that there are files only."""
    said = arrival.incoming.text.replace("\0", "").strip() if arrival.incoming else ""
    return said or ONLY_FILES


def _receive(
    row: InboundMessage, connected: Connected, arrival: Arrival, earlier: FeedbackItem | None, kept: Kept
) -> Became:
    incoming = addressed(row, connected, arrival)
    receipt = receive_feedback(actor=connected.actor, incoming=incoming, files=kept.files)
    if not receipt.is_new:
        return Became(f"уже есть: № {receipt.number}", receipt.item_id)
    settle_new(connected, arrival, receipt, earlier)
    expect_files(receipt.item_id, connected.connection, arrival.files, kept.refused)
    send_receipt(connected, remember_address(connected, receipt.item_id, arrival), receipt)
    return Became(f"обращение № {receipt.number}", receipt.item_id)


def settle_new(connected: Connected, arrival: Arrival, receipt: Receipt, earlier: FeedbackItem | None) -> None:
    """Tie the new case to its thread, and to the earlier case that it repeats."""
    tie(connected, receipt.item_id, arrival.own_keys)
    if earlier is not None:
        Appeal.objects.filter(item_id=receipt.item_id).update(repeat_of=earlier)


def addressed(row: InboundMessage, connected: Connected, arrival: Arrival) -> IncomingFeedback:
    """The message under the administration's own channel, known by connection and key as one for ever."""
    incoming = arrival.incoming
    if incoming is None:
        raise ValueError("Сообщение без содержания.")
    is_internal = is_from_staff(connected, arrival)
    return replace(
        incoming,
        text=words_of(arrival),
        channel=internal_channel(connected) if is_internal else connected.connection.channel,
        audience=Audience.INTERNAL if is_internal else incoming.audience,
        kind=incoming.kind or first_kind(incoming.text),
        source_number=f"{row.connection_id}:{row.key}",
        attachments=(),
    )
