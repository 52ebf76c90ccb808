"""The only way from an id to a review or its item: through the actor's rights."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.policies import audiences_seen
from otklik.reporting.models import PeriodReview, ReviewItem
from otklik.reporting.reviews.policies import can_keep_reviews, can_view_reviews

CLOSED = "Протокол закрыт: решения больше не меняются. Если нужно решить иначе, созовите ещё одно рассмотрение."


def review_for(actor: Actor, review_id: int) -> PeriodReview:
    """The review of the actor's administration; NotFound otherwise."""
    found = PeriodReview.objects.filter(administration_id=actor.administration_id, pk=review_id).first()
    if found is None or not can_view_reviews(actor):
        raise NotFound
    return found


def review_to_keep(actor: Actor, review_id: int) -> PeriodReview:
    """The same, locked for a change; RuleBroken once its protocol is closed."""
    if not can_keep_reviews(actor):
        raise NotFound
    rows = PeriodReview.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = rows.filter(pk=review_id).first()
    if found is None:
        raise NotFound
    if found.closed_at is not None:
        raise RuleBroken("closed", CLOSED)
    return found


def item_to_decide(actor: Actor, review_id: int, item_id: int) -> ReviewItem:
    """An item of an open review; what speaks of employees only for those who answer for them."""
    review = review_to_keep(actor, review_id)
    items = ReviewItem.objects.filter(review=review, audience__in=audiences_seen(actor)).select_related("pain")
    found = items.filter(pk=item_id).first()
    if found is None:
        raise NotFound
    return found
