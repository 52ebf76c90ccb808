"""The papers of one map and of one unit's list as files."""

import json
from dataclasses import replace

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.exporters.registry import exporter
from otklik.improvement.access import map_for
from otklik.improvement.queries.unit_lists import unit_list_for
from otklik.reporting.own_templates.filled import paper_of
from otklik.reporting.queries import JSON, RenderedReport
from otklik.reporting.reports.pain_map.build import document_of, unit_document
from otklik.reporting.reports.pain_map.contract import contract_of
from otklik.reporting.reports.pain_map.found import Found, found_of


def render_pain_map(actor: Actor, map_id: int, kind: str, *, grouping: str = "") -> RenderedReport:
    """The map as a file, grouped by touchpoint or subject when asked. NotFound as for the map; RuleBroken for an
    unknown format. Порядок: murashi 5.13, biysk 4, livny 4, приложение; gatchina 4.4
    """
    found = found_of(actor, map_for(actor, map_id), grouping=grouping)
    stem = f"{actor.administration_slug}-pain-map-{found.quarter}"
    if found.payload["edition"] > 1:
        stem = f"{stem}-{found.payload['edition']}"
    return _rendered(actor, found, kind, stem)


def render_unit_list(actor: Actor, list_id: int, kind: str) -> RenderedReport:
    """The list of one unit as a file. Порядок: gatchina 4.4, naryan-mar 4.4"""
    row = unit_list_for(actor, list_id)
    found = replace(found_of(actor, row.pain_map).of_unit(row.department_id), unit=row.department.title)
    return _rendered(actor, found, kind, f"{actor.administration_slug}-problems-{found.quarter}-{row.department.slug}")


def _rendered(actor: Actor, found: Found, kind: str, stem: str) -> RenderedReport:
    if kind == JSON:
        text = json.dumps(contract_of(found), ensure_ascii=False, indent=2, allow_nan=False)
        return RenderedReport(f"{text}\n".encode(), "application/json", f"{stem}.json")
    try:
        chosen = exporter(kind)
    except LookupError as unknown:
        raise RuleBroken("format_unknown", str(unknown), "format") from unknown
    document = unit_document(found) if found.unit else document_of(found)
    content = chosen.render(document) if found.unit else paper_of(actor, "pain_map", document, chosen)
    return RenderedReport(content, chosen.media_type, chosen.file_name(stem))
