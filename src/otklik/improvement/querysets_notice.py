"""Chains over notices with thanks."""

from typing import TYPE_CHECKING, Self

from django.db import models

from otklik.base.actor import Actor
from otklik.improvement.policies import can_view_roadmap
from otklik.intake.models import FeedbackItem

if TYPE_CHECKING:
    from otklik.improvement.models import OutcomeNotice  # noqa: F401

#: States in which a person still has something to do.
WAITING = ("to_do", "prepared", "failed")


class NoticeQuerySet(models.QuerySet["OutcomeNotice"]):
    """Notices; every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Notices of the administration whose item the actor may see; those of surveys for whoever sees measures."""
        if not can_view_roadmap(actor) and actor.kind != "system":
            return self.none()
        own = self.filter(administration_id=actor.administration_id)
        seen = FeedbackItem.objects.visible_to(actor).filter(pk=models.OuterRef("item_id"))
        return own.filter(models.Q(item__isnull=True) | models.Exists(seen))

    def waiting(self) -> Self:
        """Somebody has to do something."""
        return self.filter(state__in=WAITING)

    def unthanked(self) -> Self:
        """Not told, for whatever reason."""
        return self.exclude(state="sent")
