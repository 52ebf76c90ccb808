"""Publications of the demonstration: proposed by one person, approved by another, some waiting for the second."""

from datetime import UTC, date, datetime, time, timedelta

from otklik.accounts.enums import Role
from otklik.accounts.queries import actor_of, people_with_role
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.queries import administration_by_slug
from otklik.core.periods import Quarter
from otklik.publishing.actions.decide_publication import approve_publication
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.contract import Offer
from otklik.publishing.demonstration_words import confirm_placement, publish_explanations
from otklik.publishing.models import Publication, Release
from otklik.publishing.open_data.demonstration import choose_open_data
from otklik.publishing.policy import is_allowed
from otklik.publishing.registry import kind_of
from otklik.publishing.texts import texts_of

#: Kind -> how many of its newest things are public, and how many more wait for the second person.
SHOWN = {"quarter_results": (1, 0), "decisions": (3, 1), "survey_results": (1, 1)}
#: Days after the quarter's end on which its results went out.
AFTER_QUARTER = 20


def load_publications(slug: str, today: date) -> None:
    """Nothing where the decree keeps everything inside. Порядок: murashi 5.17, biysk 3, livny 3"""
    proposer, approver = (_actor(slug, role, today) for role in (Role.COORDINATOR, Role.HEAD))
    if proposer is None or approver is None:
        return
    if is_allowed(proposer.administration_id, slug, "explanations"):
        publish_explanations(proposer, approver)
    confirm_placement(approver)
    for kind, (count, waiting) in SHOWN.items():
        if not is_allowed(proposer.administration_id, slug, kind_of(kind).artifact):
            continue
        offers = kind_of(kind).offers(proposer)[: count + waiting]
        for offer in reversed(offers[:count]):
            _publish(proposer, approver, kind, offer, today)
        for offer in offers[count:]:
            _proposed(proposer, kind, offer)
    _let_out_open_data(proposer, approver, today)


def _let_out_open_data(proposer: Actor, approver: Actor, today: date) -> None:
    for kind in choose_open_data(proposer):
        for offer in kind_of(kind).offers(proposer):
            _publish(proposer, approver, kind, offer, today)


def _actor(slug: str, role: Role, today: date) -> Actor | None:
    person = people_with_role(administration_by_slug(slug).pk, role, today).first()
    return actor_of(person) if person else None


def _publish(proposer: Actor, approver: Actor, kind: str, offer: Offer, today: date) -> None:
    made = _proposed(proposer, kind, offer)
    if made is None:
        return
    keys = [text.key for text in texts_of(kind_of(kind), made.payload)]
    try:
        approve_publication(actor=approver, publication_id=made.pk, texts=keys)
    except RuleBroken:  # the guard against disclosure: it stays proposed, as it would in life
        return
    _date_back(made, offer, today)


def _proposed(proposer: Actor, kind: str, offer: Offer) -> Publication | None:
    try:
        return propose_publication(actor=proposer, kind=kind, key=offer.key)
    except RuleBroken:
        return None


def _date_back(made: Publication, offer: Offer, today: date) -> None:
    """It went out soon after its quarter, not on the day of the demonstration."""
    period = Quarter.parse(offer.period) if offer.period else None
    day = min(today, period.end_on + timedelta(days=AFTER_QUARTER)) if period else today
    proposed = datetime.combine(day - timedelta(days=1), time(7), UTC)
    Publication.objects.filter(pk=made.pk).update(
        published_on=day, proposed_at=proposed, decided_at=proposed + timedelta(days=1)
    )
    Release.objects.filter(publication=made).update(released_at=proposed + timedelta(days=1))
