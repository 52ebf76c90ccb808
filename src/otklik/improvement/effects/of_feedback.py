"""Shares among the feedback on a process, by quarter."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q

from otklik.core.appeals import APPEAL_KINDS, ItemKind
from otklik.core.effect.series import QuarterValue, share_value
from otklik.core.pain_trend import Count as Counted
from otklik.core.periods import Quarter
from otklik.improvement.effects.groups import Group
from otklik.improvement.models import MeasurePain
from otklik.improvement.pain_life import counts_by_quarter, maps_in_force
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.intake.querysets import FeedbackItemQuerySet

_APPEALS = Q(kind__in=[kind.value for kind in APPEAL_KINDS])


def complaint_shares(group: Group, until: Quarter) -> list[QuarterValue]:
    """Complaints among all messages."""
    return _shares(group, until, Q(), Q(kind=ItemKind.COMPLAINT.value))


def late_shares(group: Group, until: Quarter) -> list[QuarterValue]:
    """Appeals answered late among appeals."""
    return _shares(group, until, _APPEALS, Q(is_late=True))


def topic_shares(group: Group, until: Quarter, topics: Collection[int]) -> list[QuarterValue]:
    """Messages with a question on one of the topics among all messages."""
    items = _items(group, until)
    bases = dict(items.order_by().values_list("quarter").annotate(n=Count("pk")))
    on_topic = AppealQuestion.objects.filter(topic__in=topics, item__in=items)
    counts = dict(on_topic.order_by().values_list("quarter").annotate(n=Count("item", distinct=True)))
    return series_of({quarter: (counts.get(quarter, 0), base) for quarter, base in bases.items()})


def map_shares(administration_id: int, pain_ids: Sequence[int], until: Quarter) -> list[QuarterValue]:
    """Messages on the pains among those on their processes, as the quarters' maps count them."""
    maps = maps_in_force(administration_id, None, until=until.key)
    found = counts_by_quarter(maps, pain_ids)
    totals: dict[int, Counted] = {}
    for quarter in maps:
        told = [counts[quarter] for counts in found.values() if quarter in counts]
        if told:
            count, base = sum(one for one, _ in told), max(base for _, base in told)
            totals[quarter] = (min(count, base), base)
    return series_of(_with_silent(totals, maps))


def pains_of_measure(measure_id: int) -> tuple[list[int], list[int] | None]:
    """Ids of the measure's pains, and of their topics where every one has one."""
    rows = list(MeasurePain.objects.filter(measure=measure_id).order_by("pk").values_list("pain", "pain__topic"))
    topics = [topic for _, topic in rows if topic is not None]
    return [pain for pain, _ in rows], topics if rows and len(topics) == len(rows) else None


def series_of(counts: dict[int, Counted]) -> list[QuarterValue]:
    """Shares by quarter's key, the oldest first; quarters without a base are left out."""
    made = (share_value(Quarter.from_key(key), count, base) for key, (count, base) in sorted(counts.items()))
    return [one for one in made if one is not None]


def _with_silent(totals: dict[int, Counted], quarters: Collection[int]) -> dict[int, Counted]:
    """A map without the pain counts nought of it, on as many messages as the map before had."""
    found: dict[int, Counted] = {}
    base = next((base for _, base in totals.values()), 0)
    for quarter in sorted(quarters):
        found[quarter] = totals.get(quarter, (0, base))
        base = found[quarter][1]
    return found


def _shares(group: Group, until: Quarter, among: Q, counted: Q) -> list[QuarterValue]:
    items = _items(group, until).filter(among).order_by()
    rows = items.values("quarter").annotate(base=Count("pk"), found=Count("pk", filter=counted))
    return series_of({row["quarter"]: (row["found"], row["base"]) for row in rows})


def _items(group: Group, until: Quarter) -> FeedbackItemQuerySet:
    items = FeedbackItem.objects.of(group.administration_id).filter(quarter__lte=until.key)
    if group.processes:
        items = items.filter(process__in=[one.pk for one in group.processes])
    return items.filter(touchpoint=group.touchpoint) if group.touchpoint else items
