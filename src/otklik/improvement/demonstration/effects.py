"""What the finished measures of the demonstration gave, judged at the end of each quarter as the product judges."""

from datetime import date, timedelta

from otklik.base.actor import system_actor
from otklik.catalog.queries import administration_by_slug
from otklik.core.periods import Quarter
from otklik.demonstration.place import load_place
from otklik.improvement.actions.compute_effects import SETTLED, compute_effects_of
from otklik.improvement.effects.indicators import COMPLAINT_SHARE
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure

#: The first measure of this process is judged by complaints, the others by their pains; where the place says that
#: people felt a measure, by what they answered.
BY_COMPLAINTS = "roads"
QUARTERS = (Quarter(2025, 3), Quarter(2025, 4))


def load_effects(slug: str, today: date) -> int:
    """Judge as of the days on which these quarters were settled; returns how many verdicts there are."""
    administration = administration_by_slug(slug)
    done = Measure.objects.filter(administration=administration, state=MeasureState.DONE)
    done.filter(pains=None, indicator="").update(indicator=COMPLAINT_SHARE)
    first = done.filter(process__slug=BY_COMPLAINTS).order_by("done_on", "pk").first()
    if first is not None:
        done.filter(pk=first.pk).update(indicator=COMPLAINT_SHARE)
    for lift in load_place(slug).lifts:
        done.filter(process__slug=lift.process, done_on=lift.since).update(indicator=lift.indicator)
    actor = system_actor(administration.pk, slug)
    days = [quarter.end_on + SETTLED + timedelta(days=3) for quarter in QUARTERS]
    return sum(compute_effects_of(actor, day) for day in days if day <= today)
