"""By which way words of the administration leave to the author of an item. Порядок: murashi 2.3, 4.2.

What the law demands leaves at once, whatever the hour; quiet hours are for what can wait for the morning.
"""

from collections.abc import Sequence

from django.db.models import Model

from otklik.base.errors import RuleBroken
from otklik.base.models import StoredFile
from otklik.core.deadlines import LegalClass
from otklik.delivery.actions.send_later import print_later, send_later
from otklik.delivery.connections import is_mailbox
from otklik.intake.models import Answer, Contact, FeedbackItem
from otklik.intake.reply_ways import ReplyWay, reply_way

Way = Answer.Way


def reached_by(item: FeedbackItem, way: str) -> bool:
    """Whether the author can be reached so: the channel that the message came by, an e-mail address."""
    if way == Way.CHANNEL:
        return reply_way(item.pk) is not None
    return way != Way.EMAIL or bool(_contact(item).email)


def proposed_way(item: FeedbackItem) -> str:
    """The way that is chosen first: the author's own channel, the e-mail address given, a letter, the status page.

    An appeal under 59-ФЗ (the profile says which channel gives one) that came by a network is answered by e-mail or by
    post where the author gave an address: the law names these two (статья 10, часть 4).
    """
    own, contact = reply_way(item.pk), _contact(item)
    addressed = [way for way, given in ((Way.EMAIL, contact.email), (Way.LETTER, contact.address)) if given]
    if own is None:
        return [*addressed, Way.STATUS][0]
    if item.legal_class == LegalClass.APPEAL_59FZ and not is_mailbox(own.connection_id):
        return [*addressed, Way.CHANNEL][0]
    return Way.CHANNEL


def leave_by_channel(
    item: FeedbackItem,
    *,
    target: Model | None = None,
    subject: str,
    text: str,
    file_ids: Sequence[int] = (),
    is_urgent: bool = True,
) -> ReplyWay:
    """To where the author wrote from, beside the author's own message. RuleBroken where there is no such way."""
    own = reply_way(item.pk)
    if own is None:
        raise RuleBroken("no_channel", "Автор писал не по подключённому каналу. Выберите другой способ.", "way")
    send_later(
        administration_id=item.administration_id,
        target=target or item,
        to=own.to,
        subject=subject,
        text=text,
        file_ids=file_ids,
        connection_id=own.connection_id,
        thread=own.thread,
        is_urgent=is_urgent,
    )
    return own


def leave_by_email(item: FeedbackItem, *, subject: str, text: str, file_ids: Sequence[int] = ()) -> None:
    """To the e-mail address that the author gave. RuleBroken where there is none."""
    to = _contact(item).email
    if not to:
        raise RuleBroken("no_email", "У автора нет адреса электронной почты. Выберите письмо или другой способ.", "way")
    send_later(
        administration_id=item.administration_id,
        target=item,
        to=to,
        subject=subject,
        text=text,
        file_ids=file_ids,
        is_urgent=True,
    )


def leave_on_paper(
    item: FeedbackItem,
    *,
    number: str,
    subject: str,
    text: str,
    file_ids: Sequence[int] = (),
    sheet: StoredFile | None = None,
) -> None:
    """Into «К печати»: to the author's name and postal address, as far as they are known."""
    contact = _contact(item)
    print_later(
        administration_id=item.administration_id,
        target=item,
        to=contact.organization or contact.name,
        address=contact.address,
        number=number,
        subject=subject,
        text=text,
        file_ids=file_ids,
        sheet=sheet,
    )


def _contact(item: FeedbackItem) -> Contact:
    return getattr(item, "contact", None) or Contact()
