"""Closing a quarter: its figures are stored as they are, edition beside edition."""

from django.db import transaction
from django.utils import timezone

from otklik.analysis.calculation import calculate
from otklik.analysis.cut import Cut
from otklik.analysis.models import PeriodEdition
from otklik.analysis.payload import digest_of, to_payload
from otklik.analysis.policies import can_close_period
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.duty_rules import unit_of_role
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date
from otklik.core.russian import date_long


@transaction.atomic
def close_period(*, actor: Actor, quarter: Quarter, reason: str = "") -> PeriodEdition:
    """Freeze the quarter; closed again it becomes the next edition, and then the reason is needed.

    RuleBroken while the quarter lasts, or for a repeated closing without a reason. Порядок: murashi 4.1, livny 4
    """
    if not can_close_period(actor):
        raise NotFound
    administration = lock_administration(actor.administration_id)
    now = timezone.now()
    _check_unit(actor, administration)
    today = local_date(now, administration.time_zone)
    if today <= quarter.end_on:
        last = date_long(quarter.end_on)
        raise RuleBroken("quarter_lasts", f"{quarter.title} ещё идёт: закрыть его можно после {last}", "quarter")
    editions = PeriodEdition.objects.filter(administration=administration, quarter=quarter.key)
    former = editions.order_by("-edition").first()
    if former and not reason.strip():
        text = f"{quarter.title} уже закрыт. Напишите, почему нужна новая редакция: она встанет рядом с прежней."
        raise RuleBroken("reason_required", text, "reason")
    procedure = procedure_of(actor.administration_slug)
    payload = to_payload(calculate(actor, procedure, quarter, Cut(), today))
    why, digest = reason.strip()[:500], digest_of(payload)
    if former and (former.reason, former.digest) == (why, digest):
        return former  # sent once more: the answer to the first time was lost on its way
    closed = PeriodEdition.objects.create(
        administration=administration,
        quarter=quarter.key,
        edition=former.edition + 1 if former else 1,
        procedure_revision=payload["procedure_revision"],
        payload=payload,
        digest=digest,
        closed_at=now,
        closed_by_id=actor.user_id,
        closed_by_name=actor.name,
        reason=why,
    )
    summary = f"{quarter.title} закрыт, редакция {closed.edition}"
    audit.record(actor, "close_period", closed, summary, digest=closed.digest, reason=closed.reason)
    return closed


def _check_unit(actor: Actor, administration: Administration) -> None:
    """The analysis belongs to the unit that the decree names, once the administration said which it is.

    Порядок: biysk 4
    """
    procedure = procedure_of(administration.slug)
    owner = next((duty.owner for duty in procedure.deadlines if duty.seen_by == "closed_period"), None)
    unit_id = unit_of_role(administration, owner) if owner else None
    if owner and unit_id and actor.kind == "staff" and actor.department_id != unit_id:
        unit = procedure.role(owner).unit
        text = f"Порядок поручает этот анализ подразделению «{unit}»: закрыть квартал может его ответственный."
        raise RuleBroken("not_the_unit", text)
