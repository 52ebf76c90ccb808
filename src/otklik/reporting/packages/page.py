"""Reads of the pages of packages: the list of a quarter, one package, one section of it, its versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.duty_rules import duty_rules
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.document import Block
from otklik.core.document_json import blocks_from_json
from otklik.core.periods import Quarter
from otklik.core.recurring import span_of
from otklik.procedures.duty_calendar import LastDay, last_day
from otklik.reporting.models import Package, PackageRemark, PackageText, PackageVersion
from otklik.reporting.packages.access import package_for, version_for
from otklik.reporting.packages.comparison import SectionChange, Told, compare
from otklik.reporting.packages.completeness import Gap, gaps_of, left_out
from otklik.reporting.packages.contents import BY_SLUG, SECTIONS
from otklik.reporting.packages.organizers import package_duty
from otklik.reporting.packages.queries import PackageState, package_states
from otklik.reporting.packages.section import Section
from otklik.reporting.packages.told import told_of
from otklik.reporting.packages.words import unknown_fields
from otklik.reporting.policies import can_decide_packages, can_view_packages, may_prepare_package, may_view_package


@dataclass(frozen=True)
class PackageList:
    """A quarter's packages; `duty_on` is the last day to hand in (None: the decree names no packages)."""

    quarter: Quarter
    rows: tuple[PackageState, ...]
    last: LastDay | None
    may_prepare: frozenset[int | None]

    @property
    def accepted(self) -> int:
        """How many are accepted."""
        return sum(one.state == Package.State.ACCEPTED for one in self.rows)


@dataclass(frozen=True)
class SectionRow:
    """A section in the contents: whether it has words, what is missing, what was remarked."""

    section: Section
    has_text: bool
    is_drafted: bool
    saved_by: str
    gaps: tuple[Gap, ...]
    remarks: tuple[PackageRemark, ...]


@dataclass(frozen=True)
class PackagePage:
    """One package with all that can be done with it."""

    package: Package
    quarter: Quarter
    rows: tuple[SectionRow, ...]
    gaps: tuple[Gap, ...]
    versions: tuple[PackageVersion, ...]
    last: LastDay | None
    may_prepare: bool
    may_decide: bool

    @property
    def blocking(self) -> list[Gap]:
        """What holds the handing in up."""
        return [gap for gap in self.gaps if gap.is_blocking]

    @property
    def is_waiting(self) -> bool:
        """Handed in and not decided."""
        return self.package.state == Package.State.HANDED_IN

    @property
    def newest(self) -> PackageVersion | None:
        """The version handed in last."""
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True)
class SectionPage:
    """One section to read or to edit: its figures, its words, fields for the words, remarks, neighbours."""

    package: Package
    quarter: Quarter
    section: Section
    source: str
    missing: str
    blocks: tuple[Block, ...]
    fields: Mapping[str, Mapping[str, str]]
    text: str
    held: PackageText | None
    unknown: tuple[str, ...]
    remarks: tuple[PackageRemark, ...]
    before: Section | None
    after: Section | None
    may_edit: bool
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side; `after` None is the working copy."""

    before: PackageVersion
    after: PackageVersion | None
    changes: tuple[SectionChange, ...]


_OPEN = frozenset({Package.State.DRAFT, Package.State.RETURNED})


def package_list(actor: Actor, quarter: Quarter) -> PackageList:
    """The packages that the actor may see, those not begun too. NotFound without the right. Порядок: murashi 5.18"""
    if not can_view_packages(actor):
        raise NotFound
    rows = [
        one for one in package_states(actor.administration_id, quarter) if may_view_package(actor, one.department_id)
    ]
    may = frozenset(one.department_id for one in rows if may_prepare_package(actor, one.department_id))
    return PackageList(quarter, tuple(rows), _last_day(actor, quarter), may)


def package_page(actor: Actor, package_id: int) -> PackagePage:
    """The package with its contents, gaps, remarks and versions. NotFound as for the package."""
    package = package_for(actor, package_id)
    quarter = Quarter.from_key(package.quarter)
    is_open = package.state in _OPEN
    gaps = tuple(gaps_of(package) if is_open else left_out(package.payload or {"sections": []}))
    texts = {one.section: one for one in package.texts.all()}
    remarks = _remarks(package)
    rows = tuple(
        SectionRow(
            section,
            bool(texts.get(section.slug) and texts[section.slug].text),
            bool(texts.get(section.slug) and texts[section.slug].is_drafted),
            texts[section.slug].saved_by_name if section.slug in texts else "",
            tuple(gap for gap in gaps if gap.section == section.slug),
            tuple(one for one in remarks if one.section == section.slug),
        )
        for section in SECTIONS
    )
    return PackagePage(
        package, quarter, rows, gaps, tuple(package.versions.defer("payload", "texts")), _last_day(actor, quarter),
        may_prepare_package(actor, package.department_id), can_decide_packages(actor),
    )  # fmt: skip


def section_page(actor: Actor, package_id: int, slug: str) -> SectionPage:
    """One section: of the working copy, or as it was handed in. NotFound for an unknown section or an empty package."""
    package = package_for(actor, package_id)
    section = BY_SLUG.get(slug)
    if section is None:
        raise NotFound
    told = told_of(package)
    stored = next(one for one in told.payload["sections"] if one["slug"] == slug)
    place = SECTIONS.index(section)
    text = told.texts.get(slug, "")
    return SectionPage(
        package=package,
        quarter=told.quarter,
        section=section,
        source=stored["source"],
        missing=stored["missing"],
        blocks=blocks_from_json(stored["blocks"]),
        fields=told.payload["fields"],
        text=text,
        held=package.texts.filter(section=slug).first() if told.version is None else None,
        unknown=tuple(unknown_fields(text, told.payload["fields"])),
        remarks=tuple(one for one in _remarks(package) if one.section == slug),
        before=SECTIONS[place - 1] if place else None,
        after=SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None,
        may_edit=package.state in _OPEN and may_prepare_package(actor, package.department_id),
        payload=told.payload,
    )


def compared(actor: Actor, package_id: int, before: int, after: int | None) -> Comparison:
    """What changed from one version to another, or to the working copy. NotFound for a version that is not there."""
    package = package_for(actor, package_id)
    old = version_for(actor, package_id, before)
    new = version_for(actor, package_id, after) if after else None
    now = told_of(package, new)
    changes = compare(Told(old.payload, old.texts), Told(now.payload, now.texts))
    return Comparison(old, new or now.version, tuple(changes))


def _remarks(package: Package) -> Sequence[PackageRemark]:
    """Remarks of the last return, while the package is mended or handed in again."""
    returned = package.versions.filter(returned_at__isnull=False).order_by("-number").first()
    if returned is None or package.state == Package.State.ACCEPTED:
        return []
    remarks: QuerySet[PackageRemark] = returned.remarks.all()
    return list(remarks)


def _last_day(actor: Actor, quarter: Quarter) -> LastDay | None:
    duty = package_duty(procedure_of(actor.administration_slug))
    if duty is None:
        return None
    rules = duty_rules(Administration.objects.get(pk=actor.administration_id))
    return last_day(duty, span_of(quarter.start_on, "quarter"), rules)
