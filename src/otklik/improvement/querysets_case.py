"""Chains over reengineering cases and requirements."""

from typing import TYPE_CHECKING, Self

from django.db import models

from otklik.base.actor import Actor
from otklik.improvement.policies import can_view_pain_maps

if TYPE_CHECKING:
    from otklik.improvement.models import ReengineeringCase, Requirement  # noqa: F401


class CaseQuerySet(models.QuerySet["ReengineeringCase"]):
    """Cases; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Cases of the actor's administration, for whoever sees the map."""
        if not can_view_pain_maps(actor):
            return self.none()
        return self.filter(administration_id=actor.administration_id)


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Requirements; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Requirements of the actor's administration, for whoever sees the map."""
        if not can_view_pain_maps(actor):
            return self.none()
        return self.filter(administration_id=actor.administration_id)

    def watched(self) -> Self:
        """In place by itself or by its case, measurable, and not settled for good."""
        in_place = models.Q(in_place_on__isnull=False) | models.Q(case__in_place_on__isnull=False)
        return self.filter(in_place, kind="existing").exclude(indicator="").exclude(state__in=("held", "dropped"))
