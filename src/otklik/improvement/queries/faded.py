"""Pains that may be told removed: their share fell below the threshold and stays there; a person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.pain_trend import SILENT_QUARTERS, Count
from otklik.core.periods import Quarter
from otklik.improvement.enums import PainState
from otklik.improvement.models import PainPoint
from otklik.improvement.pain_life import counts_by_quarter, maps_in_force

MOST = 200


@dataclass(frozen=True)
class FadedPain:
    """An open pain with its last quarters: (quarter, messages, base), the newest first."""

    pain: PainPoint
    quarters: tuple[tuple[Quarter, int, int], ...]


def faded_pains(actor: Actor) -> tuple[float, list[FadedPain]]:
    """The threshold, and the open pains below it in the maps of the last two quarters that were above it before.

    Порядок: murashi 5.16, livny 4
    """
    threshold = procedure_of(actor.administration_slug).pain_rules.medium_share
    maps = maps_in_force(actor.administration_id, None)
    quarters = sorted(maps)
    if len(quarters) <= SILENT_QUARTERS:
        return threshold, []
    seen = PainPoint.objects.visible_to(actor).filter(state=PainState.OPEN, merged_into=None)
    known = seen.filter(first_quarter__lt=quarters[-SILENT_QUARTERS], lines__pain_map__in=maps.values()).distinct()
    pains = list(known.select_related("process", "department"))
    counts = counts_by_quarter(maps, [pain.pk for pain in pains])
    found = [_shown(pain, quarters, counts.get(pain.pk, {}), threshold) for pain in pains]
    return threshold, [one for one in found if one is not None][:MOST]


def _shown(pain: PainPoint, quarters: Sequence[int], counts: Mapping[int, Count], threshold: float) -> FadedPain | None:
    late, early = quarters[-SILENT_QUARTERS:], quarters[:-SILENT_QUARTERS]
    is_low = all(_share(counts.get(key)) < threshold for key in late)
    if not is_low or not any(_share(counts.get(key)) >= threshold for key in early):
        return None
    last = [key for key in quarters if key in counts or key in late][-4:]
    return FadedPain(pain, tuple((Quarter.from_key(key), *counts.get(key, (0, 0))) for key in reversed(last)))


def _share(count: Count | None) -> float:
    """Messages on the pain among those on its process; all of it where the base is not known."""
    if count is None or not count[0]:
        return 0.0
    return min(count[0] / count[1], 1.0) if count[1] else 1.0
