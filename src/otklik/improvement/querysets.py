"""Chains over maps, pains and measures: what an actor may see."""

from typing import TYPE_CHECKING, Self

from django.db import models

from otklik.base.actor import Actor
from otklik.improvement.policies import audiences_seen, can_view_pain_maps, can_view_roadmap

if TYPE_CHECKING:
    from otklik.improvement.models import (  # noqa: F401
        ChangeProposal,
        Measure,
        PainEvidence,
        PainLine,
        PainMap,
        PainPoint,
    )


class PainQuerySet(models.QuerySet["PainPoint"]):
    """Pains; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Pains of the actor's administration whose audience the actor may see."""
        return self.filter(administration_id=actor.administration_id, audience__in=audiences_seen(actor))


class MapQuerySet(models.QuerySet["PainMap"]):
    """Maps; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Maps of the actor's administration."""
        if not can_view_pain_maps(actor):
            return self.none()
        return self.filter(administration_id=actor.administration_id)

    def of_unit(self, department_id: int | None) -> Self:
        """Maps of one organiser's unit; None: of the whole administration."""
        whole = models.Q(department__isnull=True)
        return self.filter(whole if department_id is None else models.Q(department=department_id))


class LineQuerySet(models.QuerySet["PainLine"]):
    """Lines of maps."""

    def visible_to(self, actor: Actor) -> Self:
        """Lines whose pain the actor may see."""
        own = self.filter(pain_map__administration_id=actor.administration_id)
        return own.filter(pain__audience__in=audiences_seen(actor) if can_view_pain_maps(actor) else ())


class EvidenceQuerySet(models.QuerySet["PainEvidence"]):
    """What speaks for pains."""

    def visible_to(self, actor: Actor) -> Self:
        """Evidence of the audiences that the actor may see (an item's text has rights of its own besides)."""
        own = self.filter(pain_map__administration_id=actor.administration_id)
        return own.filter(audience__in=audiences_seen(actor) if can_view_pain_maps(actor) else ())

    def remainder(self) -> Self:
        """«Не вошло в карту»: neither in a line nor explained."""
        return self.filter(line__isnull=True, excluded_reason="")


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Measures of the administration; those against employees' pains alone only for those who may see these."""
        if not can_view_roadmap(actor):
            return self.none()
        own = self.filter(administration_id=actor.administration_id)
        hidden = models.Exists(self._pains().exclude(audience__in=audiences_seen(actor)))
        shown = models.Exists(self._pains().filter(audience__in=audiences_seen(actor)))
        return own.filter(~hidden | shown)

    def _pains(self) -> "models.QuerySet[PainPoint]":
        from otklik.improvement.models import PainPoint  # noqa: PLC0415 - the models import this module

        return PainPoint.objects.filter(measures=models.OuterRef("pk"))


class ProposalQuerySet(models.QuerySet["ChangeProposal"]):
    """Proposals to other bodies; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Proposals of the administration, without those that speak of pains the actor may not see."""
        from otklik.improvement.models import PainPoint  # noqa: PLC0415 - the models import this module

        if not can_view_pain_maps(actor):
            return self.none()
        hidden = PainPoint.objects.filter(proposals=models.OuterRef("pk")).exclude(audience__in=audiences_seen(actor))
        return self.filter(~models.Exists(hidden), administration_id=actor.administration_id)
