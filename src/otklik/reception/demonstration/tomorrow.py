"""Sign-ups for today and the days to come: dense tomorrow, thin later."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random

from otklik.core.reception import VisitSource, VisitState
from otklik.demonstration.dice import chance
from otklik.reception.demonstration.hours import Hours
from otklik.reception.demonstration.rows import Card
from otklik.reception.demonstration.talks import talks
from otklik.reception.demonstration.visitors import invent_visitor
from otklik.reception.models import Schedule

AHEAD_DAYS = 14


def coming_cards(slug: str, hours: Hours, rng: Random, today: date) -> Iterator[Card]:
    """Sign-ups from today on; the next working day is filled by two thirds."""
    tomorrow = hours.calendar.next_working(today)
    for schedule, rule in hours.rules:
        for on in rule.days(today, today + timedelta(days=AHEAD_DAYS), hours.calendar):
            share = 0.65 if on <= tomorrow else max(0.05, 0.4 - 0.03 * (on - today).days)
            for at in rule.slots(on, hours.calendar):
                if chance(rng, share):
                    is_first = on == today and at == schedule.starts
                    state = VisitState.CAME if is_first else VisitState.BOOKED
                    yield _card(slug, rng, schedule, (on, at), state)


def _card(slug: str, rng: Random, schedule: Schedule, slot: tuple[date, time], state: VisitState) -> Card:
    visitor = invent_visitor(rng, slug, "site" if chance(rng, 0.6) else "letter")
    source = VisitSource.SITE if visitor.email else VisitSource.PHONE
    return Card(schedule, *slot, visitor, rng.choice(talks()).topic, state, source)
