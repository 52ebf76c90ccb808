"""Boxes that are to be opened today: their keepers are written to, once for each day of opening."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.one_by_one import one_by_one
from otklik.catalog.queries import Administration, administrations
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.delivery.actions.send_later import send_later
from otklik.offline.models import Box


def remind_keepers() -> int:
    """Put the reminders that are due into the outbox; returns how many. Quiet hours hold them till the morning."""
    return one_by_one(administrations(), _remind, event="keepers_not_reminded")


@transaction.atomic
def _remind(administration: Administration) -> int:
    today = local_date(timezone.now(), administration.time_zone)
    own = Box.objects.filter(administration=administration, is_active=True, next_on__lte=today)
    due = own.exclude(reminded_for=None, next_on=None).select_for_update(of=("self",)).select_related("keeper")
    sent = 0
    for box in due:
        if box.reminded_for == box.next_on:
            continue
        box.reminded_for = box.next_on
        box.save(update_fields=["reminded_for"])
        if box.keeper is None or not box.keeper.email or not box.keeper.is_active or box.next_on is None:
            continue
        sent += 1
        send_later(
            administration_id=administration.pk,
            target=box,
            to=box.keeper.email,
            subject=f"Пора вскрыть ящик: {box.title}",
            text=f"Здравствуйте!\n\nПо графику ящик «{box.title}» ({box.place or 'место не указано'}) вскрывается "
            f"{date_long(box.next_on)}. Запишите акт в системе обратной связи: «Новая карточка», «Ящики».",
            file_ids=[],
        )
    if sent:
        actor = system_actor(administration.pk, administration.slug)
        audit.record(actor, "remind_keepers", "offline.box", f"Напоминаний о вскрытии ящиков: {sent}")
    return sent
