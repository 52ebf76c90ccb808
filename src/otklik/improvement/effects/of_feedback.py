"""Shares among the feedback on a process, by quarter."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q

from otklik.core.appeals import APPEAL_KINDS, ItemKind
from otklik.core.effect.series import QuarterValue, share_value
from otklik.core.pain_trend import Count as Counted
from otklik.core.periods import Quarter
from otklik.improvement.effects.groups import Group
from otklik.improvement.models import MeasurePain, PainPoint
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
    """Messages on the pains as the quarters' maps count them, among those on the pains' processes.

    A map without the pains counts none of them; pains without a process are looked at among all messages.
    """
    maps = maps_in_force(administration_id, None, until=until.key)
    found = counts_by_quarter(maps, pain_ids)
    bases = _bases(administration_id, pain_ids, maps)
    counts = {quarter: sum(one[quarter][0] for one in found.values() if quarter in one) for quarter in maps}
    return series_of(
        {quarter: (min(count, bases.get(quarter, 0)), bases.get(quarter, 0)) for quarter, count in counts.items()}
    )


def _bases(administration_id: int, pain_ids: Sequence[int], quarters: Collection[int]) -> dict[int, int]:
    pains = list(PainPoint.objects.filter(pk__in=pain_ids).values_list("process", "audience"))
    items = FeedbackItem.objects.of(administration_id).filter(
        quarter__in=quarters, audience__in={audience for _, audience in pains}
    )
    processes = {process for process, _ in pains}
    if None not in processes:
        items = items.filter(process__in=processes)
    return dict(items.order_by().values_list("quarter").annotate(n=Count("pk")))


def pains_of_measure(measure_id: int) -> tuple[list[int], list[int] | None]:
    """Ids of the measure's pains, and of their topics where every one has one."""
    rows = list(MeasurePain.objects.filter(measure=measure_id).order_by("pk").values_list("pain", "pain__topic"))
    topics = [topic for _, topic in rows if topic is not None]
    return [pain for pain, _ in rows], topics if rows and len(topics) == len(rows) else None


def series_of(counts: dict[int, Counted]) -> list[QuarterValue]:
    """Shares by quarter's key, the oldest first; quarters without a base are left out."""
    made = (share_value(Quarter.from_key(key), count, base) for key, (count, base) in sorted(counts.items()))
    return [one for one in made if one is not None]


def _shares(group: Group, until: Quarter, among: Q, counted: Q) -> list[QuarterValue]:
    items = _items(group, until).filter(among).order_by()
    rows = items.values("quarter").annotate(base=Count("pk"), found=Count("pk", filter=counted))
    return series_of({row["quarter"]: (row["found"], row["base"]) for row in rows})


def _items(group: Group, until: Quarter) -> FeedbackItemQuerySet:
    items = FeedbackItem.objects.of(group.administration_id).filter(quarter__lte=until.key)
    if group.processes:
        items = items.filter(process__in=[one.pk for one in group.processes])
    return items.filter(touchpoint=group.touchpoint) if group.touchpoint else items
