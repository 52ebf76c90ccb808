"""What goes with a message to another body: the facts of the accompanying letter, and the notice to the author."""

from datetime import date
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.base.models import StoredFile
from otklik.catalog.models import OutsideBody
from otklik.catalog.queries import work_calendar
from otklik.core.deadlines import forwarding_due
from otklik.core.periods import local_date
from otklik.delivery.actions.send_later import print_later
from otklik.exporters.letter.to_pdf import LetterNotSet, letter_pdf
from otklik.intake.forwarding_letters import COVER, NOTICE, forwarding_letter, notice_text, subject_of_notice
from otklik.intake.leaving import Way, leave_by_channel, leave_by_email, leave_on_paper, proposed_way
from otklik.intake.models import FeedbackItem, Forwarding, ForwardingMark
from otklik.intake.outgoing_numbers import next_outgoing_number
from otklik.intake.reply_ways import reply_way


def outside_body(actor: Actor, body_id: int | None) -> OutsideBody | None:
    """The body of the actor's administration; None for none, NotFound for a foreign one."""
    if not body_id:
        return None
    found = OutsideBody.objects.filter(administration_id=actor.administration_id, pk=body_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def write_forwarding(
    *, actor: Actor, item: FeedbackItem, to: str, body: OutsideBody | None, number: str = "", note: str = ""
) -> Forwarding:
    """Keep to whom and when it went; the notice leaves as answers do, both letters on paper stand in «К печати».

    The item is locked by the caller, whose move this is (59-ФЗ, статья 8, части 3 и 4).
    """
    forward_by, today = forward_until(item), local_date(timezone.now(), item.administration.time_zone)
    way = _way(item)
    forwarding = Forwarding.objects.create(
        item=item,
        administration_id=item.administration_id,
        body=body,
        body_title=to[:300],
        addressee=body.addressee if body else "",
        address=body.address if body else "",
        number=number.strip()[:100] or next_outgoing_number(item.administration, today, item.number),
        note=note.strip()[:500],
        signed_by_id=actor.user_id,
        at=timezone.now(),
        forward_by=forward_by,
        is_late=bool(forward_by and today > forward_by),
        notice_emailed=way in {Way.EMAIL, Way.CHANNEL},
    )
    ForwardingMark.objects.filter(item=item).delete()
    _leave(forwarding, way)
    return forwarding


def _leave(forwarding: Forwarding, way: str) -> None:
    """The notice to the author by his way, or on paper; the letter to the body always stands in «К печати»."""
    item, subject = forwarding.item, subject_of_notice(forwarding)
    if way == Way.CHANNEL:
        leave_by_channel(item, subject=subject, text=notice_text(forwarding))
    elif way == Way.EMAIL:
        leave_by_email(item, subject=subject, text=notice_text(forwarding))
    elif way == Way.LETTER:
        sheet = _printed(forwarding, NOTICE)
        leave_on_paper(item, number=forwarding.number, subject=subject, text=notice_text(forwarding), sheet=sheet)
    print_later(
        administration_id=item.administration_id,
        target=item,
        to=forwarding.addressee or forwarding.body_title,
        address=forwarding.address,
        number=forwarding.number,
        subject=f"{forwarding.body_title}: {subject}",
        text="",
        sheet=_printed(forwarding, COVER),
    )


def _printed(forwarding: Forwarding, which: str) -> StoredFile:
    try:
        content = letter_pdf(forwarding_letter(forwarding, which))
    except LetterNotSet as problem:
        raise RuleBroken("letter_not_set", str(problem)) from problem
    return store_file(forwarding.administration_id, BytesIO(content), f"{which}-{forwarding.pk}.pdf")


def _way(item: FeedbackItem) -> str:
    """A way that reaches the author alone, or paper where there is an address, else none: the status page tells."""
    own, way = reply_way(item.pk), proposed_way(item)
    if way == Way.CHANNEL and own is not None and own.is_public:
        contact = getattr(item, "contact", None)
        return Way.EMAIL if contact and contact.email else Way.LETTER if contact and contact.address else Way.STATUS
    return way


def forward_until(item: FeedbackItem) -> date | None:
    """The last day to forward an appeal (59-ФЗ, статья 8); None for what has no registration."""
    if not item.is_appeal or item.registered_on is None:
        return None
    return forwarding_due(item.registered_on, work_calendar(item.administration_id))
