"""The reminder, a working day before the visit, to those who gave an e-mail."""

from datetime import time

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.one_by_one import one_by_one
from otklik.catalog.queries import Administration, administrations, work_calendar
from otklik.delivery.actions.send_later import send_later
from otklik.reception.models import Visit
from otklik.reception.timetables import local_now
from otklik.reception.wording import reminder_letter

#: Nobody is written to at night.
NOT_BEFORE = time(9)


def remind_visitors() -> int:
    """Put the reminders that are due into the outbox, each once; returns how many."""
    return one_by_one(administrations(), _remind, event="visitors_not_reminded")


@transaction.atomic
def _remind(administration: Administration) -> int:
    now = local_now(administration)
    if now.time() < NOT_BEFORE:
        return 0
    # On a Friday, those of the weekend too: a special day may open one.
    until = work_calendar(administration.pk).next_working(now.date())
    due = Visit.objects.of(administration.pk).booked().filter(on__gt=now.date(), on__lte=until)
    letters = due.filter(reminded_at__isnull=True, contact__isnull=False).exclude(contact__email="")
    visits = list(letters.select_for_update(of=("self",)).select_related("schedule__administration", "contact"))
    for visit in visits:
        subject, text = reminder_letter(visit)
        send_later(
            administration_id=administration.pk,
            target=visit,
            to=visit.contact.email,
            subject=subject,
            text=text,
            file_ids=[],
        )
        visit.reminded_at = timezone.now()
        visit.save(update_fields=["reminded_at"])
    if visits:
        actor = system_actor(administration.pk, administration.slug)
        audit.record(actor, "remind_visitors", "reception.visit", f"Напоминаний о приёме: {len(visits)}")
    return len(visits)
