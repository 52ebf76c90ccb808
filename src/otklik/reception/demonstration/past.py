"""Visits of the past: those that became the demonstration's registered cases, and those answered on the spot."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from otklik.catalog.queries import Administration, channels
from otklik.core.appeals import Form, ItemStatus
from otklik.core.periods import local_date
from otklik.core.reception import VisitOutcome, VisitSource, VisitState
from otklik.demonstration.dice import chance
from otklik.intake.models import FeedbackItem
from otklik.reception.demonstration.hours import Hours
from otklik.reception.demonstration.rows import Card
from otklik.reception.demonstration.talks import talks
from otklik.reception.demonstration.visitors import invent_visitor
from otklik.reception.people import Visitor

FIRST_DAY, LAST_DAY = date(2024, 7, 1), date(2025, 12, 31)
#: Visits answered on the spot: in the demonstration's year and a half, and in the weeks before today.
ANSWERED, RECENT, RECENT_DAYS = 70, 24, 56
WEEKS_BACK = 4
#: The newest cases that came through the reception get their visit.
REGISTERED = 60


def past_cards(administration: Administration, hours: Hours, rng: Random, today: date) -> list[Card]:
    """All cards of the past."""
    spot = [*_days(rng, FIRST_DAY, LAST_DAY, ANSWERED)]
    spot += _days(rng, today - timedelta(days=RECENT_DAYS), today - timedelta(days=1), RECENT)
    cards = list(_registered(administration, hours, rng))
    return cards + [card for day in spot if (card := _on_the_spot(administration.slug, hours, rng, day))]


def _registered(administration: Administration, hours: Hours, rng: Random) -> Iterator[Card]:
    """A visit for each registered case that came through the reception."""
    ids = channels(administration.pk).filter(kind="reception").values("pk")
    items = FeedbackItem.objects.of(administration.pk).appeals().filter(channel__in=ids).exclude(number="")
    for item in (
        items.select_related("contact").prefetch_related("questions").order_by("-received_at", "-pk")[:REGISTERED]
    ):
        contact = getattr(item, "contact", None)
        if contact is None:
            continue
        schedule, rule = rng.choice(hours.rules)
        on = local_date(item.received_at, administration.time_zone)
        slots = rule.slots(on, hours.calendar)
        yield Card(
            schedule,
            on,
            rng.choice(slots) if slots else schedule.starts,
            Visitor(contact.name, contact.phone, address=contact.address),
            item.title or item.text[:80],
            VisitState.CAME,
            rng.choice((VisitSource.SITE, VisitSource.PHONE, VisitSource.WALK_IN)),
            _outcome(item),
            item.text,
            forwarded_to=next((question.forwarded_to for question in item.questions.all()), ""),
            item_id=item.pk,
        )


def _outcome(item: FeedbackItem) -> VisitOutcome:
    if item.status == ItemStatus.FORWARDED:
        return VisitOutcome.FORWARDED
    return VisitOutcome.APPEAL if item.form == Form.WRITTEN else VisitOutcome.WRITTEN_ANSWER


def _days(rng: Random, first: date, last: date, count: int) -> Iterator[date]:
    for _ in range(count):
        yield first + timedelta(days=rng.randrange((last - first).days + 1))


def _on_the_spot(slug: str, hours: Hours, rng: Random, near: date) -> Card | None:
    """A visit answered on the spot, or one that nobody came to, on the schedule's day nearest before."""
    (schedule, rule), talk = rng.choice(hours.rules), rng.choice(talks())
    visitor = invent_visitor(rng, slug)
    back = (near - timedelta(days=number) for number in range(WEEKS_BACK * 7))
    on = next((day for day in back if rule.why_closed(day, hours.calendar) is None), None)
    at = rng.random()
    if on is None:
        return None
    slots = rule.slots(on, hours.calendar)
    source = VisitSource.SITE if chance(rng, 0.5) else VisitSource.PHONE
    common = (schedule, on, slots[int(at * len(slots))], visitor, talk.topic)
    if chance(rng, 0.12):
        return Card(*common, VisitState.ABSENT, source)
    outcome = VisitOutcome.SUPPORTED if talk.solved else VisitOutcome.EXPLAINED
    return Card(*common, VisitState.CAME, source, outcome, talk.text, talk.said)
