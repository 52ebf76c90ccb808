"""What goes with a message to another body: the facts of the accompanying letter, and the notice to the author."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import OutsideBody
from otklik.catalog.queries import work_calendar
from otklik.core.deadlines import forwarding_due
from otklik.core.periods import local_date
from otklik.delivery.actions.send_later import send_later
from otklik.intake.forwarding_letters import notice_text, subject_of_notice
from otklik.intake.models import FeedbackItem, Forwarding, ForwardingMark
from otklik.intake.outgoing_numbers import next_outgoing_number


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
    """Keep to whom and when it went; the notice leaves by e-mail where the author gave one, else it is printed.

    The item is locked by the caller, whose move this is (59-ФЗ, статья 8, части 3 и 4).
    """
    forward_by, today = forward_until(item), local_date(timezone.now(), item.administration.time_zone)
    contact = getattr(item, "contact", None)
    email = contact.email if contact else ""
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
        notice_emailed=bool(email),
    )
    ForwardingMark.objects.filter(item=item).delete()
    if email:
        send_later(
            administration_id=item.administration_id,
            target=item,
            to=email,
            subject=subject_of_notice(forwarding),
            text=notice_text(forwarding),
            file_ids=[],
        )
    return forwarding


def forward_until(item: FeedbackItem) -> date | None:
    """The last day to forward an appeal (59-ФЗ, статья 8); None for what has no registration."""
    if not item.is_appeal or item.registered_on is None:
        return None
    return forwarding_due(item.registered_on, work_calendar(item.administration_id))
