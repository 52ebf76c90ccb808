"""Through whose eyes a package is drafted: those of its organiser, whoever presses the button."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import Department
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date
from otklik.procedures.schema import Procedure
from otklik.reporting.models import Package


@dataclass(frozen=True)
class PackageScope:
    """What a package is about.

    `actor` sees what a package's readers may see: an organiser what the own unit handles, the administration's package
    the sums of all; neither texts nor surveys nor pains of employees.
    """

    actor: Actor
    quarter: Quarter
    unit: Department | None
    procedure: Procedure
    moment: datetime
    #: What sections have in common is gathered once; packages drafted one after another may share it.
    shared: dict[Any, Any] = field(default_factory=dict, compare=False)

    @property
    def today(self) -> date:
        """The administration's local day of the drafting."""
        return local_date(self.moment, self.procedure.act.time_zone)

    @property
    def unit_id(self) -> int | None:
        """The organiser's unit; None for the whole administration."""
        return self.unit.pk if self.unit else None

    @property
    def unit_slug(self) -> str:
        """The same as its slug; empty for the whole."""
        return self.unit.slug if self.unit else ""


def scope_of(package: Package, moment: datetime | None = None, shared: dict[Any, Any] | None = None) -> PackageScope:
    """The scope of a package, drafted now (or at the moment given); its administration is read with it."""
    administration = package.administration
    actor = Actor(
        "staff",
        administration.pk,
        administration.slug,
        package.title,
        roles=frozenset({Role.ORGANIZER if package.department_id else Role.CONTROLLER}),
        department_id=package.department_id,
    )
    procedure = procedure_of(administration.slug)
    return PackageScope(
        actor,
        Quarter.from_key(package.quarter),
        package.department,
        procedure,
        moment or timezone.now(),
        {} if shared is None else shared,
    )
