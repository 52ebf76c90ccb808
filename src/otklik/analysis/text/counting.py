"""What was suggested against what people decided: first readings counted week by week, by label, not by person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models.functions import Substr

from otklik.analysis.models import SuggestionWeek, TextLabel, TextLearning
from otklik.analysis.text.asking import likeliest_of
from otklik.analysis.text.decisions import LETTERS, values_of
from otklik.analysis.text.in_force import InForce, models_in_force
from otklik.analysis.text.training import add_to
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.core.suggestion_quality import Tally
from otklik.intake.marks import Marks
from otklik.intake.models import Reading

#: Readings counted in one pass; the next pass goes on.
MOST_AT_ONCE = 500

Tallies = dict[tuple[TextLabel, date], Tally]


def count_suggestions() -> int | None:
    """Count the new readings of every administration that has models; how many they were."""
    own = TextLearning.objects.filter(trained_at__isnull=False).values_list("administration_id", flat=True)
    return sum(count_new(administration_id) for administration_id in own) or None


@transaction.atomic
def count_new(administration_id: int, *, most: int = MOST_AT_ONCE) -> int:
    """Count the readings since the last count against the models that were in force when they were made."""
    learning = TextLearning.objects.select_for_update().get(pk=administration_id)
    in_force = models_in_force(administration_id)
    rows = Reading.objects.filter(administration_id=administration_id, pk__gt=learning.counted_reading_id)
    if in_force:
        since = min(held.since for held in in_force.values())
        rows = rows.filter(at__gte=since)
    with_opening = rows.select_related("item").defer("item__text").annotate(opening=Substr("item__text", 1, LETTERS))
    readings = list(with_opening.order_by("pk")[:most]) if in_force else []
    if not readings:
        return 0
    zone = Administration.objects.values_list("time_zone", flat=True).get(pk=administration_id)
    _store(administration_id, _tallies(_first_ones(readings), in_force, zone))
    learning.counted_reading_id = readings[-1].pk
    learning.save(update_fields=["counted_reading_id"])
    return len(readings)


def _first_ones(readings: Iterable[Reading]) -> list[Reading]:
    """First readings of external items that still count, a batch of equal texts once."""
    found, batches = [], set()
    for one in readings:
        is_first = one.stage == Reading.Stage.FIRST and one.undone_at is None
        if not is_first or one.item.audience != Audience.EXTERNAL or (one.batch and one.batch in batches):
            continue
        batches.add(one.batch)
        found.append(one)
    return found


def _tallies(readings: list[Reading], in_force: Mapping[TextLabel, InForce], zone: str) -> Tallies:
    found: Tallies = defaultdict(Tally)
    texts = [f"{one.item.title}\n{one.opening}".strip() for one in readings]  # type: ignore[attr-defined]
    given = [_given(one) for one in readings]
    for label, held in in_force.items():
        asked = likeliest_of(label, held.model, texts)
        for one, values, likeliest in zip(readings, given, asked, strict=True):
            if likeliest and label in values and one.at >= held.since:
                day = local_date(one.at, zone)
                tally = found[label, day - timedelta(days=day.weekday())]
                add_to(tally, label, likeliest, values[label], held.threshold)
    return found


def _given(reading: Reading) -> dict[TextLabel, tuple[str, ...]]:
    """What the reader gave; kind and unit as the item bears them."""
    marks, item = Marks.from_json(reading.marks), reading.item
    item.touchpoint_id, item.process_id, item.tone = marks.touchpoint, marks.process, marks.tone or None
    codes = list(item.questions.filter(topic__isnull=False).values_list("topic__code", flat=True))
    found = values_of(item, [str(pk) for pk in marks.categories], codes if len(codes) == 1 else ())
    if not marks.tone:
        found.pop(TextLabel.TONE, None)
    return found


def _store(administration_id: int, tallies: Tallies) -> None:
    for (label, week), tally in tallies.items():
        row, is_new = SuggestionWeek.objects.get_or_create(
            administration_id=administration_id, label=label, week=week, defaults={"tally": tally.as_json()}
        )
        if not is_new:
            row.tally = Tally.from_json(row.tally).plus(tally).as_json()
            row.save(update_fields=["tally"])
