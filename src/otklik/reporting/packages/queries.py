"""Who hands in a package of a quarter and how far it is, and the accepted ones for the consolidated report."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from otklik.core.periods import Quarter, local_date
from otklik.reporting.models import Package, PackageVersion
from otklik.reporting.packages.organizers import organizers_of


@dataclass(frozen=True)
class PackageState:
    """One that hands in; `state` is a `Package.State`, or «none» before the package was begun."""

    department_id: int | None
    title: str
    state: str
    handed_in_on: date | None = None
    accepted_on: date | None = None
    package_id: int | None = None


@dataclass(frozen=True)
class AcceptedPackage:
    """A package as it was accepted; `texts` are the words by section."""

    department_id: int | None
    title: str
    quarter: Quarter
    payload: Mapping[str, Any]
    texts: Mapping[str, str]
    digest: str = ""


NOT_BEGUN = "none"


def package_states(administration_id: int, quarter: Quarter) -> list[PackageState]:
    """Everybody who hands in about the quarter, by title, those not begun too. Порядок: murashi 5.18."""
    begun = {row.department_id: row for row in _of_quarter(administration_id, quarter)}
    last = _last_versions([row.pk for row in begun.values()])
    found = [_state(row, last.get(row.pk)) for row in begun.values()]
    awaited = [one for one in organizers_of(administration_id) if one.department_id not in begun]
    found += [PackageState(one.department_id, one.title, NOT_BEGUN) for one in awaited]
    return sorted(found, key=lambda one: one.title)


def accepted_packages(administration_id: int, quarters: Collection[Quarter]) -> list[AcceptedPackage]:
    """The accepted packages of the quarters as they were handed in, by quarter and title. Порядок: murashi 5.19."""
    keys = [quarter.key for quarter in quarters]
    accepted = PackageVersion.objects.filter(
        package__administration_id=administration_id, package__quarter__in=keys,
        package__state=Package.State.ACCEPTED, accepted_at__isnull=False,
    )  # fmt: skip
    newest: dict[int, PackageVersion] = {}
    for version in accepted.select_related("package").defer("package__payload").order_by("number"):
        newest[version.package_id] = version
    found = [
        AcceptedPackage(
            one.package.department_id, one.package.title, Quarter.from_key(one.package.quarter),
            one.payload, one.texts, one.digest,
        )
        for one in newest.values()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.quarter, one.title))


def _of_quarter(administration_id: int, quarter: Quarter) -> "QuerySet[Package]":
    own = Package.objects.filter(administration_id=administration_id, quarter=quarter.key)
    return own.select_related("administration").defer("payload")


def _last_versions(package_ids: list[int]) -> dict[int, PackageVersion]:
    rows = PackageVersion.objects.filter(package_id__in=package_ids).defer("payload", "texts").order_by("number")
    return {row.package_id: row for row in rows}


def _state(row: Package, last: PackageVersion | None) -> PackageState:
    """Handed in and accepted: of the last version, while it was not returned. Days are the administration's own."""
    stands = last if last and last.returned_at is None else None
    zone = row.administration.time_zone
    return PackageState(
        row.department_id, row.title, row.state,
        local_date(stands.handed_in_at, zone) if stands else None,
        local_date(stands.accepted_at, zone) if stands and stands.accepted_at else None,
        row.pk,
    )  # fmt: skip
