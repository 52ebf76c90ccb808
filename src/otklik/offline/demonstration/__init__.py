"""The demonstration of what comes in past the network: calls, boxes with acts, events, a pack that waits."""

from datetime import date
from random import Random

from django.db import transaction

from otklik.catalog.queries import administration_by_slug
from otklik.offline.demonstration.boxes import load_boxes
from otklik.offline.demonstration.calls import load_calls
from otklik.offline.demonstration.events import load_events
from otklik.offline.demonstration.pack import load_pack
from otklik.offline.models import Box


@transaction.atomic
def load_offline(slug: str, today: date) -> int:
    """Fill the journal, the boxes, the events of one administration once, out of the cases that are there.

    Returns how many rows there are.
    """
    administration = administration_by_slug(slug)
    if Box.objects.filter(administration=administration).exists():
        return 0
    rng = Random(f"offline:{slug}")  # noqa: S311 - the demonstration is the same every time
    made = load_boxes(administration, rng, today)
    made += load_calls(administration, rng)
    made += load_events(administration, rng)
    return made + load_pack(administration, today)
