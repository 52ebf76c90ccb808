"""A process before and after a change."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from otklik.analysis.processes import Span, process_measures
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration, Channel, Process
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows


@pytest.fixture
def process(administrations: Callable[[str], Administration]) -> Process:
    """A process of an administration seven hours ahead of UTC."""
    return Process.objects.create(
        administration=administrations("biysk"), slug="plots", title="Участки", subject="services"
    )


def add(process: Process, received: datetime, days: int | None, verdict: str, kind: str = "complaint") -> None:
    FeedbackItem.objects.create(
        administration=process.administration,
        channel=Channel.objects.filter(administration=process.administration)[0],
        process=process,
        received_at=received,
        quarter=20251,
        kind=kind,
        audience="external",
        verdict=verdict,
        waiting_days=days,
        status="answered",
        text="Текст",
    )


def test_before_and_after(process: Process, actor: Callable[..., Actor]) -> None:
    add(process, datetime(2025, 2, 1, tzinfo=UTC), 10, "refused")
    add(process, datetime(2025, 2, 2, tzinfo=UTC), 30, "satisfied")
    # Nine in the evening by UTC is the next quarter's first night in Biysk.
    add(process, datetime(2025, 3, 31, 21, tzinfo=UTC), 4, "satisfied")
    add(process, datetime(2025, 5, 1, tzinfo=UTC), 8, "explained", kind="inquiry")
    head = actor("head", of="biysk")
    before, after = Span.of(Quarter(2025, 1)), Span.of(Quarter(2025, 2))
    found = process_measures(head, process.pk, before, after)[0]
    assert (found.before.appeals, found.before.mean_days, found.before.satisfied_share) == (2, 20, 0.5)
    assert (found.after.appeals, found.after.median_days, found.after.satisfied_share) == (2, 6, 1)
    for figures in (found.before, found.after):
        assert registry_rows(head, RegistryFilter.parse(figures.query)).count() == figures.appeals


def test_all_processes_and_what_is_tied_to_none(process: Process, actor: Callable[..., Actor]) -> None:
    add(process, datetime(2025, 2, 1, tzinfo=UTC), 10, "refused")
    FeedbackItem.objects.update(process=None)
    found = process_measures(actor("head", of="biysk"), None, *Span.around(date(2025, 1, 15)))
    assert [(one.title, one.before.appeals, one.after.appeals) for one in found] == [("Процесс не указан", 0, 1)]
    assert found[0].before.satisfied_share is None


def test_strangers_and_other_administrations(process: Process, actor: Callable[..., Actor]) -> None:
    spans = Span.around(date(2025, 1, 15))
    with pytest.raises(NotFound):
        process_measures(actor("specialist", of="biysk"), process.pk, *spans)
    with pytest.raises(NotFound):
        process_measures(actor("head", of="murashi"), process.pk, *spans)


def test_a_span_runs_forward() -> None:
    with pytest.raises(ValueError, match="раньше его начала"):
        Span(date(2025, 2, 1), date(2025, 1, 1))
    assert Span.around(date(2025, 1, 15), days=1) == (
        Span(date(2025, 1, 14), date(2025, 1, 14)),
        Span(date(2025, 1, 15), date(2025, 1, 15)),
    )
