"""What the specialist chooses among: each way in the words that say where the answer will be read."""

from dataclasses import dataclass

from otklik.core.deadlines import LegalClass
from otklik.intake.models import Answer, FeedbackItem
from otklik.intake.reply_ways import ReplyWay, reply_way

Way = Answer.Way


@dataclass(frozen=True)
class OfferedWay:
    """A way by which the author can be reached."""

    slug: str
    title: str


def offered_ways(item: FeedbackItem) -> list[OfferedWay]:
    """The author's own channel first; e-mail only where there is an address."""
    own, contact = reply_way(item.pk), getattr(item, "contact", None)
    ways = [OfferedWay(Way.CHANNEL, _channel_title(item, own))] if own else []
    if contact is not None and contact.email:
        ways.append(OfferedWay(Way.EMAIL, f"Электронной почтой: {contact.email}"))
    address = "" if contact is not None and contact.address else ": почтового адреса нет, впишите на конверте"
    return [
        *ways,
        OfferedWay(Way.LETTER, f"Письмом на бумаге{address}, встанет в «К печати»"),
        OfferedWay(Way.ORAL, "Устно"),
        OfferedWay(Way.STATUS, "На странице статуса"),
    ]


def _channel_title(item: FeedbackItem, own: ReplyWay) -> str:
    title = f"Туда, откуда написал автор: {own.title}"
    if own.is_public:
        return f"{title}. Ответ прочтут все, личных данных в нём быть не должно"
    if item.legal_class == LegalClass.APPEAL_59FZ:
        return f"{title}. По 59-ФЗ ответ идёт на почту или на бумаге, если автор дал адрес"
    return title
