"""Days in papers are those of the administration: where it is far from the server, its day began hours before."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.reporting.actions.draft_package import draft_package, work_package
from otklik.reporting.consolidated.queries import consolidated_frozen_on
from otklik.reporting.consolidated.snapshot import Snapshot, stored_snapshot
from otklik.reporting.models import Consolidated, Package, PackageVersion
from otklik.reporting.packages.queries import package_states
from otklik.reporting.packages.told import package_document, told_of
from otklik.reporting.reports.consolidated.build import subtitle_of
from otklik.reporting.reports.consolidated.method import created_note

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2025, 3)
#: The evening of the second in Moscow, three in the morning of the third in Barnaul's zone.
MOMENT = datetime(2025, 10, 2, 20, 0, tzinfo=UTC)
THERE = date(2025, 10, 3)


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator", of="biysk")


def test_a_package_is_handed_in_on_the_day_of_its_administration(coordinator: Actor) -> None:
    made = draft_package(actor=coordinator, quarter=QUARTER)
    work_package(made.pk)
    package = Package.objects.get(pk=made.pk)
    PackageVersion.objects.create(
        package=package, number=1, payload=package.payload, digest="0" * 64, handed_in_at=MOMENT,
        accepted_at=MOMENT, handed_in_by_name="Кузнецова Анна Петровна",
    )  # fmt: skip
    Package.objects.filter(pk=package.pk).update(state=Package.State.ACCEPTED)
    [state] = package_states(coordinator.administration_id, QUARTER)
    assert (state.handed_in_on, state.accepted_on) == (THERE, THERE)
    paper = package_document(coordinator, told_of(Package.objects.get(pk=package.pk)))
    assert "Сданы 3 октября 2025 г." in paper.created_note


def test_a_consolidated_report_is_frozen_on_the_day_of_its_administration(
    coordinator: Actor, administrations: Callable[..., Administration]
) -> None:
    row = Consolidated.objects.create(
        administration=administrations("biysk"), period="2025Q3", edition=1, state=Consolidated.State.FROZEN,
        payload={"as_of": "2025-10-03", "audiences": {}, "counted_before": []}, frozen_at=MOMENT, made_at=MOMENT,
    )  # fmt: skip
    assert consolidated_frozen_on(coordinator.administration_id, "2025Q3") == THERE
    snapshot: Snapshot = stored_snapshot(coordinator, row)
    procedure = procedure_of("biysk")
    assert "редакция 1 от 3 октября" in subtitle_of(snapshot, procedure)
    assert "зафиксирован 3 октября" in created_note(snapshot, procedure)
