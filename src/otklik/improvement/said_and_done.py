"""«Вы сказали, мы сделали»: what was proposed and what became of it, without a word on who proposed it."""

from dataclasses import dataclass
from datetime import date

from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureSuggestion
from otklik.intake.models import MatterMember


@dataclass(frozen=True)
class SaidAndDone:
    """One entry: what was accepted, what was done and when; `said_count` counts the messages that proposed it."""

    measure_id: int
    said: tuple[str, ...]
    done: str
    done_on: date | None
    said_count: int


def said_and_done(administration_id: int, limit: int = 50) -> list[SaidAndDone]:
    """Measures done that began with suggestions, the newest first. Порядок: murashi 2.4."""
    own = Measure.objects.filter(administration_id=administration_id, state=MeasureState.DONE)
    measures = list(own.filter(suggestions__isnull=False).distinct().order_by("-done_on", "-pk")[:limit])
    return [_entry(measure) for measure in measures]


def _entry(measure: Measure) -> SaidAndDone:
    links = list(MeasureSuggestion.objects.filter(measure=measure).order_by("pk"))
    items = {link.item_id for link in links}
    joined = MatterMember.objects.filter(matter__members__item_id__in=items).values_list("item_id", flat=True)
    said = tuple(dict.fromkeys(link.accepted for link in links if link.accepted))
    return SaidAndDone(measure.pk, said, measure.result, measure.done_on, len(items | set(joined)))
