"""The figures of a package as plain data: drawn from their sources section by section, frozen when handed in."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from otklik.core.document_json import blocks_to_json
from otklik.core.periods import Quarter
from otklik.reporting.models import Package
from otklik.reporting.packages.contents import SECTIONS
from otklik.reporting.packages.scope import PackageScope, scope_of
from otklik.reporting.packages.section import Drawn, Section

SCHEMA_VERSION = "1.0"
Payload = dict[str, Any]


def draw_payload(package: Package, tell: Callable[[int, str], None], scope: PackageScope | None = None) -> Payload:
    """All sections; `tell` hears how many are done and which comes next."""
    scope, drawn = scope or scope_of(package), []
    for place, section in enumerate(SECTIONS):
        tell(place, section.title)
        drawn.append((section, section.draw(scope)))
    return payload_of(package, scope, drawn)


def payload_of(package: Package, scope: PackageScope, drawn: list[tuple[Section, Drawn]]) -> Payload:
    """The sections with the head of the package."""
    return {
        "schema_version": SCHEMA_VERSION,
        "administration": package.administration.slug,
        "quarter": str(Quarter.from_key(package.quarter)),
        "department": package.title if package.department_id else "",
        "department_slug": scope.unit_slug,
        "procedure_revision": scope.procedure.act.revision,
        "drawn_at": scope.moment.isoformat(timespec="seconds"),
        "fields": {
            "квартал": {"title": "Отчётный квартал", "text": scope.quarter.title},
            **{one.name: {"title": one.title, "text": one.text} for _, section in drawn for one in section.fields},
        },
        "sections": [_section(section, found) for section, found in drawn],
    }


def redrawn(package: Package, payload: Mapping[str, Any], section: Section) -> Payload:
    """The payload with one cheap section taken anew from its source."""
    new = _section(section, section.draw(scope_of(package)))
    return {**payload, "sections": [new if one["slug"] == section.slug else one for one in payload["sections"]]}


def field_texts(payload: Mapping[str, Any]) -> dict[str, str]:
    """Name of each field with its figure in words."""
    return {name: one["text"] for name, one in payload["fields"].items()}


def digest_of(payload: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """SHA-256 of figures and words: whoever altered either after the handing in is found out."""
    told = json.dumps({"payload": payload, "texts": texts}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _section(section: Section, found: Drawn) -> Payload:
    return {
        "slug": section.slug,
        "title": section.title,
        "source": found.source,
        "missing": found.missing,
        "facts": dict(found.facts),
        "blocks": blocks_to_json(found.blocks),
    }
