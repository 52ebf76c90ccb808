"""Filters of packs, boxes, events, calls: every list begins with `visible_to`."""

from typing import TYPE_CHECKING

from django.db import models

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.intake.policies import can_register_item, can_view_internal

if TYPE_CHECKING:
    from otklik.offline.models import Box, BoxOpening, Event, PhoneCall, ScanPack  # noqa: F401

#: Who keeps what citizens bring.
KEEPERS = (Role.REGISTRAR, Role.COORDINATOR)


def audiences_of(actor: Actor) -> list[str]:
    """Whose papers the person handles: citizens' by the role, employees' by the internal right only."""
    external = [Audience.EXTERNAL.value] if actor.has(*KEEPERS) else []
    return external + ([Audience.INTERNAL.value] if can_view_internal(actor) else [])


class PackQuerySet(models.QuerySet["ScanPack"]):
    """Chainable filters of packs."""

    def visible_to(self, actor: Actor) -> "PackQuerySet":
        """The administration's packs; those with employees' letters by the internal right only."""
        if not can_register_item(actor):
            return self.none()
        kinds = [audience == Audience.INTERNAL.value for audience in audiences_of(actor)]
        return self.filter(administration_id=actor.administration_id, is_internal__in=kinds)


class BoxQuerySet(models.QuerySet["Box"]):
    """Chainable filters of boxes."""

    def visible_to(self, actor: Actor) -> "BoxQuerySet":
        """By the audience of the box's channel."""
        return self.filter(administration_id=actor.administration_id, channel__audience__in=audiences_of(actor))


class OpeningQuerySet(models.QuerySet["BoxOpening"]):
    """Chainable filters of openings."""

    def visible_to(self, actor: Actor) -> "OpeningQuerySet":
        """By the audience of the box's channel."""
        return self.filter(administration_id=actor.administration_id, box__channel__audience__in=audiences_of(actor))


class EventQuerySet(models.QuerySet["Event"]):
    """Chainable filters of events."""

    def visible_to(self, actor: Actor) -> "EventQuerySet":
        """By the audience of the event's channel."""
        return self.filter(administration_id=actor.administration_id, channel__audience__in=audiences_of(actor))


class CallQuerySet(models.QuerySet["PhoneCall"]):
    """Chainable filters of calls."""

    def visible_to(self, actor: Actor) -> "CallQuerySet":
        """By the audience of the line."""
        return self.filter(administration_id=actor.administration_id, channel__audience__in=audiences_of(actor))
