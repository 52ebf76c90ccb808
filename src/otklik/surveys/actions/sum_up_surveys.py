"""Noting that the surveys of a period were summed up. Порядок: murashi 5.18, biysk 4, livny 4."""

from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.russian import date_long
from otklik.intake.queries import today_of
from otklik.surveys.models import SummedUp
from otklik.surveys.policies import can_run_surveys


@transaction.atomic
def sum_up_surveys(*, actor: Actor, starts_on: date, ends_on: date) -> SummedUp:
    """Note it once; a second note changes nothing."""
    if not can_run_surveys(actor):
        raise NotFound
    today = today_of(actor)
    if ends_on >= today:
        raise RuleBroken("early", "Этот период ещё идёт: обобщают, когда он закончился.")
    note, is_new = SummedUp.objects.get_or_create(
        administration_id=actor.administration_id,
        starts_on=starts_on,
        ends_on=ends_on,
        defaults={"done_on": today, "done_by_id": actor.user_id},
    )
    if is_new:
        span = f"{date_long(starts_on)} – {date_long(ends_on)}"
        audit.record(actor, "sum_up_surveys", note, f"Результаты опросов обобщены: {span}")
    return note
