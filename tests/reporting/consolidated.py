"""A quarter with appeals of several units, as the tests of consolidated reports need it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from otklik.catalog.models import Administration, Department
from otklik.core.appeals import Verdict
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem

NOW, BEFORE = Quarter(2025, 3), Quarter(2025, 2)
#: Unit -> (granted, refused) of NOW; three units too small to stand alone.
UNITS = {"roads": (40, 10), "water": (10, 40), "archive": (2, 1), "sport": (1, 1), "press": (0, 2)}


def filled(receive: Callable[..., FeedbackItem], administration: Administration) -> None:
    """Complaints of each unit in NOW, twice as few in BEFORE; each answered after ten days, refusals late."""
    sample = receive("Яма на дороге", of=administration.slug)
    items: list[FeedbackItem] = []
    for slug, (granted, refused) in UNITS.items():
        unit = Department.objects.create(administration=administration, slug=slug, title=f"Отдел {slug}")
        for quarter, scale in ((NOW, 1), (BEFORE, 2)):
            for verdict, count in ((Verdict.SATISFIED, granted // scale), (Verdict.REFUSED, refused // scale)):
                items += [_copy(sample, unit, quarter, verdict) for _ in range(count)]
    FeedbackItem.objects.filter(pk=sample.pk).delete()
    FeedbackItem.objects.bulk_create(items)


def _copy(sample: FeedbackItem, unit: Department, quarter: Quarter, verdict: Verdict) -> FeedbackItem:
    same = ("administration_id", "audience", "channel_id", "legal_class", "form", "sender_kind", "kind")
    facts: dict[str, Any] = {name: getattr(sample, name) for name in same}
    day: date = quarter.start_on + timedelta(days=5)
    return FeedbackItem(
        **facts, status="answered", verdict=verdict, department=unit, quarter=quarter.key, text="Яма",
        received_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC), registered_on=day,
        answered_on=day + timedelta(days=10), waiting_days=10, is_late=verdict == Verdict.REFUSED,
    )  # fmt: skip
