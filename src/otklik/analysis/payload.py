"""The monitoring as plain data: what a closed period stores, and the bytes its digest is taken from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from otklik.analysis.cut import Cut
from otklik.analysis.figures import Figure, Metric, Monitoring, Row
from otklik.core.periods import Quarter


def to_payload(monitoring: Monitoring) -> dict[str, Any]:
    """Values, words and filters of every row; a frozen period's edition stands beside the payload, not in it."""
    return {
        "administration": monitoring.administration,
        "quarter": str(monitoring.quarter),
        "procedure_revision": monitoring.procedure_revision,
        "as_of": monitoring.as_of.isoformat(),
        "cut": dict(monitoring.cut.pairs),
        "part": monitoring.part,
        "metrics": [json.loads(json.dumps(asdict(metric))) for metric in monitoring.metrics],
    }


def from_payload(payload: Mapping[str, Any]) -> Monitoring:
    """The monitoring that was stored."""
    return Monitoring(
        administration=payload["administration"],
        quarter=Quarter.parse(payload["quarter"]),
        procedure_revision=payload["procedure_revision"],
        as_of=date.fromisoformat(payload["as_of"]),
        cut=Cut(**payload["cut"]),
        part=payload["part"],
        metrics=tuple(_metric(metric) for metric in payload["metrics"]),
    )


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The same bytes for the same payload, whatever order a database keeps its keys in."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest_of(payload: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def _metric(stored: Mapping[str, Any]) -> Metric:
    return Metric(**{**stored, "rows": tuple(_row(row) for row in stored["rows"])})


def _row(stored: Mapping[str, Any]) -> Row:
    figures = {name: Figure(**stored[name]) for name in ("current", "previous", "year_ago")}
    pairs = stored["pairs"] if stored["pairs"] is None else tuple((name, value) for name, value in stored["pairs"])
    return Row(**{**stored, **figures, "pairs": pairs})
