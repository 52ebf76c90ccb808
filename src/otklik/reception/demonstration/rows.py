"""Cards of the demonstration as rows of the tables."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.catalog.queries import Administration
from otklik.core.reception import ANSWERED_ORALLY, VisitOutcome, VisitSource, VisitState
from otklik.reception.models import Schedule, Visit, VisitContact, VisitQuestion
from otklik.reception.people import Visitor, name_key, phone_key

CONSENT_VERSION = "приём, 1 от 22 ноября 2026 г."


@dataclass(frozen=True)
class Card:
    """One sign-up; `outcome` None until the person was received."""

    schedule: Schedule
    on: date
    at: time
    visitor: Visitor
    topic: str
    state: VisitState = VisitState.BOOKED
    source: VisitSource = VisitSource.SITE
    outcome: VisitOutcome | None = None
    text: str = ""
    said: str = ""
    forwarded_to: str = ""
    item_id: int | None = None


def store(administration: Administration, cards: list[Card]) -> int:
    """Write all cards at once; of two for the same time the first stays."""
    unique = list({(card.schedule.pk, card.on, card.at): card for card in reversed(cards)}.values())
    unique.sort(key=lambda card: (card.on, card.at, card.schedule.pk))
    visits = Visit.objects.bulk_create([_visit(administration, card) for card in unique])
    both = list(zip(visits, unique, strict=True))
    VisitContact.objects.bulk_create([_contact(visit, card.visitor) for visit, card in both])
    VisitQuestion.objects.bulk_create([_question(visit, card) for visit, card in both if card.outcome])
    return len(visits)


def _visit(administration: Administration, card: Card) -> Visit:
    zone = ZoneInfo(administration.time_zone)
    moment = datetime.combine(card.on, card.at, zone)
    return Visit(
        administration=administration,
        schedule=card.schedule,
        on=card.on,
        at=card.at,
        minutes=card.schedule.visit_minutes,
        state=card.state.value,
        source=card.source.value,
        topic=card.topic[:300],
        created_at=moment - timedelta(days=6),
        document_shown=card.outcome is not None,
        agreed_orally=card.outcome in ANSWERED_ORALLY,
        held_at=moment + timedelta(minutes=card.schedule.visit_minutes) if card.outcome else None,
        held_by=card.schedule.user if card.outcome else None,
    )


def _contact(visit: Visit, visitor: Visitor) -> VisitContact:
    return VisitContact(
        visit=visit,
        name=visitor.name,
        phone=visitor.phone,
        email=visitor.email,
        address=visitor.address,
        name_key=name_key(visitor.name),
        phone_key=phone_key(visitor.phone),
        consent_version=CONSENT_VERSION if visit.source == VisitSource.SITE else "",
        consent_at=visit.created_at if visit.source == VisitSource.SITE else None,
    )


def _question(visit: Visit, card: Card) -> VisitQuestion:
    return VisitQuestion(
        visit=visit,
        position=1,
        text=card.text,
        outcome=card.outcome.value if card.outcome else "",
        explanation=card.said,
        forwarded_to=card.forwarded_to,
        item_id=card.item_id,
    )
