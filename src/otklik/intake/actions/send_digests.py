"""The morning letters: on working days, from the administration's hour, to each person once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.accounts.models import Appointment, User
from otklik.accounts.queries import actor_of
from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations, work_calendar
from otklik.delivery.actions.send_later import send_later
from otklik.intake.digest import HOURS_LONG, digest_letter, digest_time
from otklik.intake.models import Digest


def send_digests() -> int:
    """Put the digests that are due into the outbox; returns how many. Called on every pass of `tick`."""
    now = timezone.now()
    return one_by_one(administrations(), lambda one: _send_all(one, now), event="digests_not_sent")


def _send_all(administration: Administration, now: datetime) -> int:
    local, when = now.astimezone(ZoneInfo(administration.time_zone)), digest_time(administration.options)
    if not when.is_on or not when.hour <= local.hour < when.hour + HOURS_LONG:
        return 0
    today = local.date()
    if not work_calendar(administration.pk).is_working(today):
        return 0
    sent = sum(_send_one(person, today) for person in _waiting(administration, today))
    if sent:
        system = system_actor(administration.pk, administration.slug)
        audit.record(system, "send_digests", administration, f"Утренние сводки о сроках: {sent}")
    return sent


def _waiting(administration: Administration, today: date) -> list[User]:
    """People in office with an address who have not been looked after today and did not switch the digest off."""
    done = Digest.objects.filter(Q(done_on=today) | Q(is_on=False)).values("user_id")
    holders = Appointment.objects.in_force(today).values("user_id")
    people = User.objects.filter(administration=administration, is_active=True, pk__in=holders).exclude(email="")
    return list(people.exclude(pk__in=done).select_related("administration").order_by("pk"))


@transaction.atomic
def _send_one(person: User, today: date) -> bool:
    """Mark the day first, so that two tickers at once send one letter; False when there is nothing to say."""
    Digest.objects.get_or_create(user=person)
    if not Digest.objects.filter(user=person, is_on=True).exclude(done_on=today).update(done_on=today):
        return False
    actor = actor_of(person)
    letter = digest_letter(actor) if actor else None
    if actor is None or letter is None:
        return False
    send_later(
        administration_id=actor.administration_id,
        target=person,
        to=person.email,
        subject=letter.subject,
        text=letter.text,
        file_ids=[],
        is_urgent=True,
    )
    return True


@transaction.atomic
def set_digest(*, actor: Actor, is_on: bool) -> None:
    """The person's own switch of the morning digest."""
    if actor.user_id is None:
        raise NotFound
    choice, _ = Digest.objects.get_or_create(user_id=actor.user_id)
    choice.is_on = is_on
    choice.save(update_fields=["is_on"])
    audit.record(actor, "set_digest", choice.user, f"Утренняя сводка {'включена' if is_on else 'выключена'}")
