"""What an administration is asked to show, what it shows already, and by which clause it stays inside."""

from dataclasses import dataclass
from datetime import datetime

from otklik.analysis.policies import results_may_be_public
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.region.actions.membership import can_join_region
from otklik.region.enums import MemberState
from otklik.region.models import QuarterFigures, RegionMember
from otklik.region.payload import Figures, from_payload
from otklik.reporting import citing


@dataclass(frozen=True)
class Invitation:
    """A region and what was answered it."""

    slug: str
    title: str
    state: str
    state_title: str
    asked_at: datetime
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class Consent:
    """All invitations; `shown` is the newest quarter with an indicator exactly as regions see it."""

    invitations: tuple[Invitation, ...]
    restriction: str
    minimum: int
    quarter: Quarter | None
    shown: Figures | None


def consent(actor: Actor) -> Consent:
    """For the page of the administration; NotFound without the right. Порядок: gatchina 1.1, 4.3"""
    if not can_join_region(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    rows = RegionMember.objects.filter(administration_id=actor.administration_id).select_related("region")
    invitations = tuple(
        Invitation(
            one.region.slug,
            one.region.title,
            one.state,
            MemberState(one.state).label,
            one.asked_at,
            one.answered_at,
            one.answered_by_name,
        )
        for one in rows.order_by("region__title")
    )
    kept = QuarterFigures.objects.filter(administration_id=actor.administration_id)
    shown = [(Quarter.from_key(one.quarter), from_payload(one.payload)) for one in kept]
    told = next((one for one in shown if _has_indicator(one[1])), shown[0] if shown else None)
    return Consent(
        invitations,
        "" if results_may_be_public(procedure) else citing.restriction(procedure),
        procedure.survey_rules.minimum_group,
        told[0] if told else None,
        told[1] if told else None,
    )


def _has_indicator(figures: Figures) -> bool:
    return any(one.value is not None and one.way.kind == "indicator" for one in figures.values)
