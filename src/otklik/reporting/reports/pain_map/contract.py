"""The JSON form of a map: docs/schema/pain_map.json."""

from collections.abc import Mapping
from typing import Any

from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.pain_map.found import Found, gather


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as the schema has them."""
    return contract_of(gather(request.actor, request.quarter, request.edition))


def contract_of(found: Found) -> Mapping[str, Any]:
    """The same of this map: the payload with what stands around it; no figures that only our page draws from."""
    method = found.payload["method"]
    return {
        **found.payload,
        "form": found.stated.form,
        "title": found.stated.title,
        "state": found.pain_map.state,
        "digest": found.pain_map.digest,
        "method": {name: method.get(name, empty) for name, empty in (("unit", ""), ("sentences", []), ("rules", {}))},
    }
