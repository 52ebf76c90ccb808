"""The demonstration's reception: hours, a year and a half of visits, and sign-ups for the days to come."""

from datetime import date
from random import Random

from django.db import transaction

from otklik.catalog.queries import administration_by_slug
from otklik.reception.demonstration.hours import invent_hours
from otklik.reception.demonstration.past import past_cards
from otklik.reception.demonstration.rows import store
from otklik.reception.demonstration.tomorrow import coming_cards
from otklik.reception.models import Schedule


@transaction.atomic
def load_reception(slug: str, today: date) -> int:
    """Fill the reception of one administration once; visits ahead lean on today. Returns how many visits there are."""
    administration = administration_by_slug(slug)
    if Schedule.objects.filter(administration=administration).exists():
        return 0
    rng = Random(f"reception:{slug}")  # noqa: S311 - the demonstration is the same every time
    hours = invent_hours(administration, rng, today)
    cards = [*past_cards(administration, hours, rng, today), *coming_cards(slug, hours, rng, today)]
    return store(administration, cards)
