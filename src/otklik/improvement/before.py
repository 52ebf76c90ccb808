"""Rows of a draft as they stood before a change, kept as plain data, and putting them back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from otklik.improvement.models import MeasurePain, PainEvidence, PainLine, PainPoint

Fields = dict[str, Any]


@dataclass
class Before:
    """What to put back: `evidence` as (line, reason, who, ids); rows that were changed, taken away, or made."""

    evidence: list[tuple[int | None, str, int | None, list[int]]] = field(default_factory=list)
    lines: list[tuple[int, Fields]] = field(default_factory=list)
    pains: list[tuple[int, Fields]] = field(default_factory=list)
    gone_lines: list[Fields] = field(default_factory=list)
    gone_pains: list[Fields] = field(default_factory=list)
    made_lines: list[int] = field(default_factory=list)
    made_pains: list[int] = field(default_factory=list)
    made_links: list[int] = field(default_factory=list)

    def keep_evidence(self, rows: "QuerySet[PainEvidence]") -> list[int]:
        """Remember where the rows stand; returns their ids."""
        found: dict[tuple[int | None, str, int | None], list[int]] = defaultdict(list)
        for pk, line, reason, who in rows.order_by("pk").values_list("pk", "line", "excluded_reason", "excluded_by"):
            found[line, reason, who].append(pk)
        self.evidence += [(*place, ids) for place, ids in found.items()]
        return [pk for ids in found.values() for pk in ids]

    def keep_line(self, line: PainLine, *names: str) -> None:
        """Remember columns of a line."""
        self.lines.append((line.pk, {name: getattr(line, name) for name in names}))

    def keep_pain(self, pain: PainPoint, *names: str) -> None:
        """Remember columns of a pain."""
        self.pains.append((pain.pk, {name: getattr(pain, name) for name in names}))

    def as_json(self) -> dict[str, Any]:
        """For the column of the change."""
        return {name: rows for name, rows in asdict(self).items() if rows}


def whole(row: Model) -> Fields:
    """Every column of a row that is about to go; moments as text."""
    columns = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}  # noqa: SLF001 - Django documents _meta
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in columns.items()}


def put_back(before: Mapping[str, Any]) -> None:
    """Rows as they stood; what was made goes."""
    _make_again(PainPoint, before.get("gone_pains", ()))
    _make_again(PainLine, before.get("gone_lines", ()))
    for line_id, reason, who, ids in before.get("evidence", ()):
        for part in _parts(ids):
            PainEvidence.objects.filter(pk__in=part).update(line=line_id, excluded_reason=reason, excluded_by=who)
    for pk, columns in before.get("lines", ()):
        PainLine.objects.filter(pk=pk).update(**columns)
    for pk, columns in before.get("pains", ()):
        PainPoint.objects.filter(pk=pk).update(**columns)
    MeasurePain.objects.filter(pk__in=before.get("made_links", ())).delete()
    PainLine.objects.filter(pk__in=before.get("made_lines", ())).delete()
    PainPoint.objects.filter(pk__in=before.get("made_pains", ())).delete()


#: Databases take so many values in one statement.
MOST_VALUES = 500


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + MOST_VALUES] for start in range(0, len(ids), MOST_VALUES))


def _make_again(model: type[Model], rows: Iterable[Fields]) -> None:
    for columns in rows:
        model(**columns).save(force_insert=True)
