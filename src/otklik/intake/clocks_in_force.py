"""The clocks of an administration, class by class: what is in force and where it comes from."""

from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.deadlines import DeadlineRule, LegalClass
from otklik.intake.clock import deadline_rule


@dataclass(frozen=True)
class ClockInForce:
    """A legal class with its rule; `is_own` when the administration set it by itself."""

    legal_class: LegalClass
    rule: DeadlineRule
    is_own: bool


def clocks_in_force(actor: Actor) -> list[ClockInForce]:
    """Every legal class in the law's order."""
    administration = administration_by_slug(actor.administration_slug)
    procedure = procedure_of(actor.administration_slug)
    own = administration.options.get("clocks", {})
    return [
        ClockInForce(legal_class, deadline_rule(administration, procedure, legal_class), legal_class.value in own)
        for legal_class in LegalClass
    ]
