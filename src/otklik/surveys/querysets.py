"""Chains over surveys: what an actor may see."""

from typing import TYPE_CHECKING, Self

from django.db import models

from otklik.base.actor import Actor
from otklik.surveys.policies import audiences_seen

if TYPE_CHECKING:
    from otklik.surveys.models import Survey  # noqa: F401 - the queryset's parameter


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Surveys of the actor's administration whose audience the actor may see."""
        return self.filter(administration_id=actor.administration_id, audience__in=audiences_seen(actor))
