"""Rows of the road map for tests."""

from datetime import UTC, date, datetime
from typing import Any

from otklik.catalog.models import Administration, Process
from otklik.improvement.models import Measure, MeasurePain, PainPoint

MADE = datetime(2025, 1, 10, tzinfo=UTC)


def made_pain(administration: Administration, title: str = "Не отвечают по телефону", **facts: Any) -> PainPoint:
    """An open external pain of the first process."""
    process, _ = Process.objects.get_or_create(
        administration=administration, slug="reception", defaults={"title": "Приём граждан", "subject": "service"}
    )
    process = facts.pop("process", process)
    wanted = {"audience": "external", "origin": "hand", "first_quarter": 20251, "created_at": MADE, **facts}
    return PainPoint.objects.create(administration=administration, title=title, process=process, **wanted)


def made_measure(
    administration: Administration, *pains: PainPoint, title: str = "Завести линию", **facts: Any
) -> Measure:
    """A planned measure against the pains."""
    wanted = {"created_at": MADE, "due_on": date(2025, 6, 30), **facts}
    made = Measure.objects.create(administration=administration, title=title, **wanted)
    MeasurePain.objects.bulk_create(MeasurePain(measure=made, pain=pain) for pain in pains)
    return made
