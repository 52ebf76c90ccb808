"""Filters of visits: every list begins with `visible_to`."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.core.reception import HOLDING, VisitState

if TYPE_CHECKING:
    from otklik.reception.models import Visit  # noqa: F401 - the queryset's parameter

#: Who sees every visit of the administration; others see the visits to themselves.
SEE_ALL = (Role.REGISTRAR, Role.COORDINATOR)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Chainable filters."""

    def of(self, administration_id: int) -> "VisitQuerySet":
        """Visits to one administration."""
        return self.filter(administration_id=administration_id)

    def visible_to(self, actor: Actor) -> "VisitQuerySet":
        """All for those who keep the reception, else only those to the person; none to a visitor."""
        own = self.of(actor.administration_id)
        if actor.has(*SEE_ALL):
            return own
        return own.filter(schedule__user_id=actor.user_id or 0) if actor.roles else own.none()

    def on_day(self, on: date) -> "VisitQuerySet":
        """Of one day."""
        return self.filter(on=on)

    def in_quarter(self, quarter: Quarter) -> "VisitQuerySet":
        """Of the days of a quarter."""
        return self.filter(on__gte=quarter.start_on, on__lte=quarter.end_on)

    def holding(self) -> "VisitQuerySet":
        """Those that hold their time."""
        return self.filter(state__in=[state.value for state in HOLDING])

    def booked(self) -> "VisitQuerySet":
        """Still to come."""
        return self.filter(state=VisitState.BOOKED)

    def received(self) -> "VisitQuerySet":
        """Came, and the card is filled in: what the statistics call «принято»."""
        return self.filter(held_at__isnull=False)
