"""Thanks of the demonstration: suggestions accepted; some authors thanked, some waiting, some out of reach."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience, ItemKind
from otklik.improvement.actions.prepare_notices import prepare_notices
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureSuggestion, OutcomeNotice
from otklik.intake.models import FeedbackItem

State, Way = OutcomeNotice.State, OutcomeNotice.Way
#: Suggestions of one measure, and measures that began with suggestions: some done, some under way.
OF_MEASURE, MOST_DONE, MOST_OPEN = 6, 3, 2
POOL, WORDS = 24, 160


@transaction.atomic
def load_thanks(slug: str, today: date) -> int:
    """Accept suggestions of the year for measures of the road map, once; returns how many notices there are."""
    administration = administration_by_slug(slug)
    measures = Measure.objects.filter(administration=administration)
    if MeasureSuggestion.objects.filter(measure__in=measures).exists():
        return 0
    done = list(measures.filter(state=MeasureState.DONE, done_on__lte=today).order_by("done_on", "pk")[:MOST_DONE])
    open_ones = list(measures.exclude(state__in=(MeasureState.DONE, MeasureState.CANCELLED)).order_by("pk")[:MOST_OPEN])
    by = User.objects.filter(administration=administration, appointments__role=Role.COORDINATOR).order_by("pk").first()
    used: set[int] = set()
    for measure in (*done, *open_ones):
        _accept(measure, by, used)
    for measure in done:
        prepare_notices(measure)
    return _tell(done, by, administration.time_zone)


def _accept(measure: Measure, by: User | None, used: set[int]) -> None:
    """Proposals of the measure's process, else of any, of different channels, sent before the measure was done."""
    own = FeedbackItem.objects.of(measure.administration_id).filter(
        audience=Audience.EXTERNAL, kind=ItemKind.PROPOSAL.value, registered_on__isnull=False
    )
    if measure.done_on:
        own = own.filter(registered_on__lt=measure.done_on)
    free = own.exclude(pk__in=used)
    processes = [measure.process_id, *measure.pains.values_list("process_id", flat=True)]
    near = list(free.filter(process__in=[one for one in processes if one]).order_by("channel_id", "pk")[:POOL])
    pool = near if len(near) >= OF_MEASURE else list(free.order_by("-received_at", "pk")[:POOL])
    chosen = sorted(pool[:: max(len(pool) // OF_MEASURE, 1)][:OF_MEASURE], key=lambda item: item.pk)
    used.update(item.pk for item in chosen)
    MeasureSuggestion.objects.bulk_create(
        MeasureSuggestion(measure=measure, item=item, accepted=_opening(item), added_at=measure.created_at, added_by=by)
        for item in chosen
    )


def _opening(item: FeedbackItem) -> str:
    """The first sentence of what was proposed."""
    words = " ".join((item.title or item.text).split())
    first = words.partition(". ")[0].rstrip(".")
    return first if len(first) <= WORDS else f"{first[:WORDS].rpartition(' ')[0]}…"


def _tell(done: list[Measure], by: User | None, zone: str) -> int:
    """All of the first measure were told; of the others every second one, the rest waits for the clerk."""
    count = 0
    for place, measure in enumerate(done):
        notices = list(measure.notices.exclude(state=State.IMPOSSIBLE).order_by("pk"))
        count += len(notices)
        for turn, notice in enumerate(notices):
            if place and turn % 2:
                continue
            told_on = (measure.done_on or measure.created_at.date()) + timedelta(days=3)
            notice.state, notice.done_by = State.SENT, by
            notice.told_how = notice.get_way_display()
            notice.sent_at = notice.prepared_at = datetime.combine(told_on, time(11), ZoneInfo(zone))
            notice.save()
    return count
