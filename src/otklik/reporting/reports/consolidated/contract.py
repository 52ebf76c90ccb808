"""The JSON form of the consolidated report: docs/schema/consolidated.json."""

from collections.abc import Mapping
from typing import Any

from otklik.reporting.consolidated.snapshot import Snapshot, snapshot_of
from otklik.reporting.consolidated.words import summary
from otklik.reporting.report import ReportRequest


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as the schema has them; of a frozen report those that were stored."""
    return contract_of(snapshot_of(request.actor, request.period, request.edition))


def contract_of(snapshot: Snapshot) -> Mapping[str, Any]:
    """The same of one snapshot."""
    return {
        **snapshot.payload,
        "edition": snapshot.edition,
        "frozen": snapshot.is_frozen,
        "digest": snapshot.digest,
        "texts": dict(snapshot.texts),
        "summary": [{"title": title, "sentences": told} for title, told in summary(snapshot.payload)],
    }
