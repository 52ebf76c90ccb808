"""Hours of work, hours for networks, to whom a term that runs out is shown, when the digest goes."""

from collections.abc import Mapping

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Channel
from otklik.catalog.options import keep_options, locked_administration
from otklik.catalog.settings import LONGEST_HOURS
from otklik.core.deadlines import LegalClass
from otklik.core.escalation import EscalationRule
from otklik.core.office_hours import OfficeHours


@transaction.atomic
def change_working_hours(*, actor: Actor, times: Mapping[str, str], channel_hours: Mapping[str, int | None]) -> None:
    """Working hours of the administration, and working hours for an answer by slug of a network's channel.

    None takes a channel's own hours away: it is counted as its legal class is. RuleBroken for hours in the wrong order,
    an unknown channel, more than LONGEST_HOURS. Waiting cases keep their days until a recount.
    """
    administration = locked_administration(actor)
    try:
        office = OfficeHours.from_plain(times)
    except ValueError as wrong:
        raise RuleBroken("office_hours", str(wrong), "closes_at") from wrong
    networks = Channel.objects.filter(administration=administration, legal_class=LegalClass.NETWORK_MESSAGE)
    known = frozenset(networks.values_list("slug", flat=True))
    kept = {slug: hours for slug, hours in channel_hours.items() if hours is not None}
    if not known.issuperset(kept):
        raise RuleBroken("channel_unknown", "Такого канала сообщений из социальных сетей нет.")
    if any(not 1 <= hours <= LONGEST_HOURS for hours in kept.values()):
        raise RuleBroken("hours", f"Срок ответа в сети — от 1 до {LONGEST_HOURS} рабочих часов.")
    keep_options(administration, office_hours=office.as_plain(), channel_hours=kept)
    told = f"Рабочее время: {office.opens_at:%H:%M}–{office.closes_at:%H:%M}"
    audit.record(actor, "change_working_hours", administration, told, channels=kept)


@transaction.atomic
def change_escalation(*, actor: Actor, assignee_days: int, unit_days: int, top_days: int) -> None:
    """When a term that runs out is shown to whom (`core.escalation`); RuleBroken for levels in the wrong order."""
    administration = locked_administration(actor)
    try:
        rule = EscalationRule(assignee_days, unit_days, top_days)
    except ValueError as wrong:
        raise RuleBroken("levels", str(wrong), "unit_days") from wrong
    days = {"assignee_days": rule.assignee_days, "unit_days": rule.unit_days, "top_days": rule.top_days}
    keep_options(administration, escalation=days)
    audit.record(actor, "change_escalation", administration, "Ступени контроля сроков изменены", **days)


@transaction.atomic
def change_digest(*, actor: Actor, is_on: bool, hour: int) -> None:
    """Whether people get a digest in the morning, and from which hour of the administration's time."""
    administration = locked_administration(actor)
    if not 0 <= hour <= 23:  # noqa: PLR2004 - hours of a day
        raise RuleBroken("hour", "Час — от 0 до 23.", "hour")
    keep_options(administration, digest={"is_on": is_on, "hour": hour})
    told = f"Утренняя сводка: {f'в {hour}:00' if is_on else 'выключена'}"
    audit.record(actor, "change_digest", administration, told)
