"""A closed protocol as it is signed: who wrote it, then the head."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.reporting.reviews.access import review_for
from otklik.reporting.reviews.paper import render_review
from otklik.reporting.sign_off.kinds import Signable, Signed


def load(actor: Actor, target_id: int) -> Signed:
    """The closed protocol with its digest; RuleBroken while it is written."""
    review = review_for(actor, target_id)
    if review.closed_at is None:
        raise RuleBroken("open", "Протокол ещё пишется. Сначала закройте его.")
    return Signed(f"Протокол рассмотрения: {Quarter.from_key(review.quarter).title}", review.digest)


SIGNABLE = Signable("review", "Протокол рассмотрения", (Role.COORDINATOR.value, Role.HEAD.value), load, render_review)
