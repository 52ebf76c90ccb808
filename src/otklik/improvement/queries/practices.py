"""Good practices: one's own, those offered by others, and to whom one's own may be offered."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Process
from otklik.improvement.models import DevelopmentDirection, Practice, PracticeOffer
from otklik.improvement.policies import audiences_seen, can_view_pain_maps

__all__ = ["DevelopmentDirection", "Practice", "PracticeOffer"]
MOST = 300


@dataclass(frozen=True)
class OfferGiven:
    """What a giver sees of an offer: to whom, what was answered and when; of others' figures only the verdict."""

    offer: PracticeOffer
    is_own: bool
    """Offered inside the administration: then the sentence is shown too."""


@dataclass(frozen=True)
class PracticeShown:
    """One's own practice with its offers, and where it may be offered yet."""

    practice: Practice
    offers: tuple[OfferGiven, ...]
    targets: tuple[Process, ...]


def own_practices(actor: Actor) -> list[Practice]:
    """Practices of the administration, those waiting for a decision first. NotFound without the right."""
    if not can_view_pain_maps(actor):
        raise NotFound
    own = Practice.objects.filter(administration_id=actor.administration_id).select_related("process", "department")
    order = {Practice.State.PROPOSED: 0, Practice.State.DESCRIBED: 1, Practice.State.DECLINED: 2}
    return sorted(own[:MOST], key=lambda one: order[Practice.State(one.state)])


def offers_received(actor: Actor) -> list[PracticeOffer]:
    """What others offered: their words and nothing else of theirs."""
    if not can_view_pain_maps(actor):
        raise NotFound
    offers = PracticeOffer.objects.filter(administration_id=actor.administration_id)
    return list(offers.select_related("process", "department", "practice__administration")[:MOST])


def practice_shown(actor: Actor, practice_id: int) -> PracticeShown:
    """One's own practice, or NotFound."""
    if not can_view_pain_maps(actor):
        raise NotFound
    own = Practice.objects.filter(administration_id=actor.administration_id, pk=practice_id)
    practice = own.select_related("process", "department", "decided_by").first()
    if practice is None:
        raise NotFound
    offers = practice.offers.select_related("administration", "process", "department")
    given = tuple(OfferGiven(one, one.administration_id == actor.administration_id) for one in offers)
    return PracticeShown(practice, given, tuple(offer_targets(practice)))


def offer_targets(practice: Practice) -> QuerySet[Process]:
    """The same process elsewhere, and here processes of the same kind in other units; without those it went to."""
    mine = Q(administration_id=practice.administration_id)
    elsewhere = Q(slug=practice.process.slug) & ~mine
    here = mine & Q(subject=practice.process.subject) & ~Q(organizer=practice.process.organizer_id)
    given = PracticeOffer.objects.filter(practice=practice).values("process")
    found = (
        Process.objects.filter(elsewhere | here, is_active=True).exclude(pk__in=given).exclude(pk=practice.process_id)
    )
    return found.select_related("administration", "organizer").order_by("administration__short_title", "title")


def directions(actor: Actor) -> list[DevelopmentDirection]:
    """Directions of development that the actor may see, those to be decided first. NotFound without the right."""
    if not can_view_pain_maps(actor):
        raise NotFound
    own = DevelopmentDirection.objects.filter(administration_id=actor.administration_id)
    seen = own.filter(audience__in=audiences_seen(actor)).select_related("decided_by")
    states = DevelopmentDirection.State
    order = {states.PROPOSED: 0, states.RECORDED: 1, states.DECLINED: 2}
    return sorted(seen[:MOST], key=lambda one: order[states(one.state)])
