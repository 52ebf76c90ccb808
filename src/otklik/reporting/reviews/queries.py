"""Reviews as lists, and what the calendar of duties asks of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure
from otklik.reporting.models import PeriodReview
from otklik.reporting.reviews.policies import can_view_reviews

MOST, MOST_MEASURES = 60, 200


@dataclass(frozen=True)
class ReviewListed:
    """A review in the list."""

    review: PeriodReview
    item_count: int
    decided_count: int

    @property
    def quarter(self) -> Quarter:
        """The quarter reviewed."""
        return Quarter.from_key(self.review.quarter)


def reviewed_on(administration_id: int, quarter: Quarter) -> date | None:
    """The day of the first review of the quarter whose protocol is closed. Порядок: livny 4"""
    rows = PeriodReview.objects.filter(
        administration_id=administration_id, quarter=quarter.key, closed_at__isnull=False
    )
    return rows.order_by("held_on").values_list("held_on", flat=True).first()


def reviews_listed(actor: Actor) -> list[ReviewListed]:
    """Reviews of the administration, newest quarter first; NotFound without the right."""
    if not can_view_reviews(actor):
        raise NotFound
    rows = PeriodReview.objects.filter(administration_id=actor.administration_id).defer("payload", "considered")
    counted = rows.annotate(items_n=Count("items"), decided_n=Count("items", filter=~Q(items__decision=""))).order_by(
        "-quarter", "-number"
    )
    return [ReviewListed(one, one.items_n, one.decided_n) for one in counted[:MOST]]


def known_measures(actor: Actor, pain_id: int | None) -> list[tuple[int, str]]:
    """Measures that an item may be decided by: those against its pain first, then the newest others."""
    seen = Measure.objects.visible_to(actor).exclude(state=MeasureState.CANCELLED).exclude(kind="")
    against = list(seen.filter(pains=pain_id).order_by("-pk").values_list("pk", "title")) if pain_id else []
    known = {pk for pk, _ in against}
    others = seen.order_by("-pk").values_list("pk", "title")[:MOST_MEASURES]
    return [*against, *((pk, title) for pk, title in others if pk not in known)]
