"""Which figures and words of a package are read: the working copy, or a version that was handed in."""

import json

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.document import Document
from otklik.core.periods import Quarter
from otklik.exporters.registry import exporter
from otklik.reporting.models import Package, PackageVersion
from otklik.reporting.own_templates.filled import paper_of
from otklik.reporting.packages.access import package_for, packages_seen, version_for
from otklik.reporting.packages.contents import BY_SLUG
from otklik.reporting.packages.paper import SLUG, PackageTold, document_of
from otklik.reporting.packages.payload import Payload, redrawn
from otklik.reporting.queries import JSON, RenderedReport

_CLOSED = (Package.State.HANDED_IN, Package.State.ACCEPTED)


def told_of(package: Package, version: PackageVersion | None = None) -> PackageTold:
    """The version, else what counts now: handed in packages are read as they were handed in.

    NotFound where nothing is drafted yet.
    """
    if version is None and package.state in _CLOSED:
        version = package.versions.order_by("-number").first()
    if version is not None:
        return PackageTold(package, version.payload, version.texts, version)
    if package.payload is None:
        raise NotFound("Отчётные материалы ещё не собраны.")
    live = redrawn(package, package.payload, BY_SLUG["recommendations"])
    return PackageTold(package, live, dict(package.texts.values_list("section", "text")))


def told_of_quarter(actor: Actor, quarter: Quarter, edition: int | None = None) -> PackageTold:
    """The package that counts for the actor: the own unit's, else the administration's, else the only one there is.

    NotFound where there is none.
    """
    found = packages_seen(actor).filter(quarter=quarter.key).select_related("administration", "department")
    ready = [one for one in found.order_by("title", "pk") if one.payload is not None]
    if not ready:
        raise NotFound(f"Отчётных материалов за {quarter.title} нет.")
    own = [one for one in ready if one.department_id == actor.department_id or one.department_id is None]
    package = (own or ready)[0]
    return told_of(package, version_for(actor, package.pk, edition) if edition else None)


def package_document(actor: Actor, told: PackageTold) -> Document:
    """The neutral document."""
    return document_of(told, procedure_of(actor.administration_slug))


def values_of(told: PackageTold) -> Payload:
    """The JSON form: docs/schema/package.json."""
    package, version = told.package, told.version
    return {
        **{name: told.payload[name] for name in _HEAD},
        "state": package.state,
        "version": version.number if version else None,
        "digest": version.digest if version else "",
        "handed_in_at": version.handed_in_at.isoformat(timespec="seconds") if version else None,
        "accepted_at": version.accepted_at.isoformat(timespec="seconds") if version and version.accepted_at else None,
        "fields": told.payload["fields"],
        "sections": [
            {name: one[name] for name in ("slug", "title", "source", "missing", "facts")}
            | {"text": told.texts.get(one["slug"], "")}
            for one in told.payload["sections"]
        ],
    }


def render_package(actor: Actor, package_id: int, kind: str, number: int | None = None) -> RenderedReport:
    """The package, or a version of it, as a file. NotFound as for the package; RuleBroken for an unknown format."""
    package = package_for(actor, package_id)
    told = told_of(package, version_for(actor, package_id, number) if number else None)
    unit = f"-{told.payload['department_slug']}" if told.payload["department_slug"] else ""
    version = f"-v{told.version.number}" if told.version else ""
    stem = f"{actor.administration_slug}-{SLUG}-{told.quarter}{unit}{version}"
    if kind == JSON:
        text = json.dumps(values_of(told), ensure_ascii=False, indent=2, allow_nan=False)
        return RenderedReport(f"{text}\n".encode(), "application/json", f"{stem}.json")
    try:
        chosen = exporter(kind)
    except LookupError as unknown:
        raise RuleBroken("format_unknown", str(unknown), "format") from unknown
    content = paper_of(actor, SLUG, package_document(actor, told), chosen)
    return RenderedReport(content, chosen.media_type, chosen.file_name(stem))


_HEAD = (
    "schema_version", "administration", "quarter", "department", "department_slug", "procedure_revision", "drawn_at",
)  # fmt: skip
