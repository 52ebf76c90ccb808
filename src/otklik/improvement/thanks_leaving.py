"""Thanks leave by the one outbox: e-mail, the author's own network or thread, the status page, a letter to print.

Порядок: murashi 2.4
"""

from io import BytesIO

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.files import store_file
from otklik.catalog.letterhead import letterhead_of
from otklik.delivery.actions.send_later import print_later, send_later
from otklik.delivery.connections import is_mailbox
from otklik.exporters.letter.to_pdf import LetterNotSet, letter_pdf
from otklik.improvement.models import OutcomeNotice
from otklik.improvement.thanks_letters import SUBJECT, letter_of_notice, number_letter
from otklik.improvement.thanks_reach import contact_of_notice
from otklik.intake.leaving import leave_by_channel
from otklik.intake.reply_ways import ReplyWay, reply_way

Way = OutcomeNotice.Way


def own_way(notice: OutcomeNotice) -> ReplyWay | None:
    """Where the author wrote from, when thanks can be said there to the author alone."""
    own = reply_way(notice.item_id) if notice.item_id else None
    return None if own is None or own.is_public else own


def leaves_by_itself(notice: OutcomeNotice) -> bool:
    """Whether the program can carry it; the rest a person hands over."""
    return notice.way in {Way.EMAIL, Way.STATUS, Way.LETTER} or (notice.way == Way.NETWORK and bool(own_way(notice)))


def put_on_the_way(actor: Actor, notice: OutcomeNotice) -> None:
    """Into the outbox. RuleBroken without an address, or where a person must hand it over."""
    own = own_way(notice)
    if notice.way == Way.LETTER:
        _print(actor, notice)
    elif own is not None and (notice.way == Way.NETWORK or is_mailbox(own.connection_id)):
        _to_own_way(notice)
    elif notice.way == Way.EMAIL:
        _mail(notice)
    else:
        raise RuleBroken("by_hand", "Передайте сами и отметьте, как.")


def _to_own_way(notice: OutcomeNotice) -> None:
    if notice.item is None:
        raise RuleBroken("by_hand", "Передайте сами и отметьте, как.")
    leave_by_channel(notice.item, target=notice, subject=_subject(notice), text=_signed(notice), is_urgent=False)


def _mail(notice: OutcomeNotice) -> None:
    to = contact_of_notice(notice).email.strip()
    if not to:
        raise RuleBroken("no_email", "Адреса электронной почты у автора нет. Выберите другой способ.")
    send_later(
        administration_id=notice.administration_id,
        target=notice,
        to=to,
        subject=_subject(notice),
        text=_signed(notice),
        file_ids=[],
    )


def _print(actor: Actor, notice: OutcomeNotice) -> None:
    contact = contact_of_notice(notice)
    if not notice.number:
        number_letter(actor, notice)
    try:
        content = letter_pdf(letter_of_notice(notice))
    except LetterNotSet as problem:
        raise RuleBroken("letter_not_set", str(problem)) from problem
    copy = store_file(notice.administration_id, BytesIO(content), f"blagodarnost-{notice.pk}.pdf")
    print_later(
        administration_id=notice.administration_id,
        target=notice,
        to=contact.organization or contact.name,
        address=contact.address,
        number=notice.number,
        subject=SUBJECT,
        text=notice.text,
        sheet=copy,
    )


def _subject(notice: OutcomeNotice) -> str:
    return f"{notice.administration.short_title}: благодарим за предложение"


def _signed(notice: OutcomeNotice) -> str:
    administration = notice.administration
    foot = "\n".join((administration.title, *letterhead_of(administration).details))
    return f"{notice.text}\n\n—\n{foot}"
