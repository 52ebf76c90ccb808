"""The JSON form of the head's page: docs/schema/summary.json."""

from collections.abc import Mapping
from typing import Any

from otklik.reporting.consolidated.snapshot import snapshot_of
from otklik.reporting.consolidated.words import head_page
from otklik.reporting.report import ReportRequest

SCHEMA_VERSION = "1.0"


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as the schema has them."""
    snapshot = snapshot_of(request.actor, request.period, request.edition)
    return {
        "schema_version": SCHEMA_VERSION,
        "administration": request.actor.administration_slug,
        "period": str(request.period),
        "edition": snapshot.edition,
        "frozen": snapshot.is_frozen,
        "digest": snapshot.digest,
        "sections": [{"title": title, "sentences": told} for title, told in head_page(snapshot.payload)],
    }
