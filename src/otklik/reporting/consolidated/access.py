"""The rows of consolidated reports that an actor may see or change."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.core.report_period import ReportPeriod
from otklik.reporting.consolidated.policies import can_make_consolidated, can_view_consolidated
from otklik.reporting.models import Consolidated, HandOver

State = Consolidated.State


def period_of(text: str) -> ReportPeriod:
    """The period that an address or a form names; NotFound for anything else."""
    try:
        return ReportPeriod.parse(text)
    except ValueError as wrong:
        raise NotFound(str(wrong)) from wrong


def consolidated_for(actor: Actor, consolidated_id: int) -> Consolidated:
    """One edition, or NotFound."""
    found = Consolidated.objects.filter(pk=consolidated_id, administration_id=actor.administration_id).first()
    if found is None or not can_view_consolidated(actor):
        raise NotFound
    return found


def draft_to_change(actor: Actor, consolidated_id: int) -> Consolidated:
    """The draft, locked. NotFound without the right; RuleBroken where it is no draft."""
    if not can_make_consolidated(actor):
        raise NotFound
    own = Consolidated.objects.select_for_update(of=("self",)).filter(administration_id=actor.administration_id)
    found = own.filter(pk=consolidated_id).first()
    if found is None:
        raise NotFound
    if found.state == State.FROZEN:
        raise RuleBroken("frozen", "Отчёт зафиксирован и не меняется. Чтобы исправить его, начните новую редакцию.")
    if found.state != State.DRAFT:
        raise RuleBroken("not_ready", "Отчёт ещё собирается. Дождитесь черновика.")
    return found


def frozen_for(actor: Actor, consolidated_id: int) -> Consolidated:
    """A frozen edition; RuleBroken where it is not frozen yet."""
    found = consolidated_for(actor, consolidated_id)
    if found.state != State.FROZEN:
        raise RuleBroken("not_frozen", "Сначала зафиксируйте отчёт: подписывают и передают то, что больше не меняется.")
    return found


def hand_over_file(actor: Actor, hand_over_id: int) -> StoredFile:
    """The paper that went with a report; NotFound without the right to the report, or where there was none."""
    rows = HandOver.objects.filter(pk=hand_over_id, consolidated__administration_id=actor.administration_id)
    found = rows.select_related("file").first()
    if found is None or found.file is None or not can_view_consolidated(actor):
        raise NotFound
    return found.file
