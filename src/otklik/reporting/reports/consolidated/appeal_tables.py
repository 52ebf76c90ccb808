"""Tables of appeals: the period, the one before, the change."""

from collections.abc import Mapping
from typing import Any

from otklik.core.document import Cell, Column, Lineage, Row, Table, Unit
from otklik.reporting.consolidated.comparable import is_partial, no_change_note
from otklik.reporting.consolidated.snapshot import Snapshot
from otklik.reporting.reports.consolidated.pain_tables import SHORT
from otklik.reporting.reports.monitoring.build import registry_path

Plain = Mapping[str, Any]
_HEADS = {"channels": "Канал", "reasons": "Причина", "topics": "Тема"}
_WHOSE = {"external": "внешние клиенты", "internal": "внутренние клиенты"}
#: The decree's classifier is long: what nobody wrote about in either period has no row.
_LONG = ("topics", "reasons", "channels")
#: Of the classifier sections and themes are told; single questions stand in the quarter's monitoring.
_DEEPEST = 1
_YES = {True: "да", False: "нет"}


def metric_table(snapshot: Snapshot, audience: str, metric: Plain) -> Table:
    """One metric; days and shares stand in one table of waiting."""
    builder = _Metric(snapshot, audience, metric)
    return builder.waiting() if metric["slug"] == "waiting_time" else builder.shares()


def registry_link(snapshot: Snapshot, query: str) -> str:
    """The list of records behind a figure; empty where there is none."""
    base = registry_path(snapshot.payload["administration"])
    return f"{base}?{query}" if base and query else ""


def of_period(snapshot: Snapshot, text: str) -> str:
    """Words of the decree and of the formulas count a quarter; in a year's paper they count the year."""
    return text.replace("за квартал", "за год") if snapshot.period.is_year else text


def proven(change: Plain | None) -> str:
    """Whether a change is proven."""
    if change is None:
        return "—"
    return "доказано" if change["is_proven"] else "не доказано"


class _Metric:
    """The rows of one metric as a table."""

    def __init__(self, snapshot: Snapshot, audience: str, metric: Plain) -> None:
        self._snapshot, self._audience, self._metric = snapshot, audience, metric
        self._now, self._before = snapshot.period.short_title, snapshot.period.previous().short_title

    def shares(self) -> Table:
        """Counts with their shares."""
        columns = (
            Column(_HEADS.get(self._metric["slug"], "Результат"), width=42),
            Column(f"{self._now}, число", Unit.COUNT, width=11), Column(f"{self._now}, доля", Unit.SHARE, width=11),
            Column(f"{self._before}, доля", Unit.SHARE, width=11),
            Column("Изменение", Unit.CHANGE_POINTS, width=13), Column("Доказано", align="right", width=12),
        )  # fmt: skip
        return self._table(columns, tuple(self._share(row) for row in self._metric["rows"] if self._is_met(row)))

    def waiting(self) -> Table:
        """Days, and what became of every appeal."""
        columns = (
            Column("Показатель", width=46), Column(self._now, Unit.DAYS, width=20),
            Column(self._before, Unit.DAYS, width=20), Column("Изменение", Unit.CHANGE_DAYS, width=14),
        )  # fmt: skip
        return self._table(columns, tuple(self._waited(row) for row in self._metric["rows"]))

    def _share(self, row: Plain) -> Row:
        now, before, change = row["now"], row["before"], row.get("change")
        is_total = row["kind"] == "total"
        cells = (
            Cell(row["title"], bold=row["kind"] != "data"),
            Cell(now["numerator"], self._lineage(row, now, "query")),
            Cell(now["value"], self._lineage(row, now, "query")),
            Cell(before["value"], self._lineage(row, before, "query_before")),
            Cell("—" if is_total or change is None else change["value"]),
            Cell("—" if is_total or change is None else _YES[change["is_proven"]]),
        )  # fmt: skip
        return Row(cells, level=row["level"], kind=row["kind"])

    def _waited(self, row: Plain) -> Row:
        is_days = row["unit"] == "days"
        cells = [Cell(row["title"], bold=row["kind"] != "data")]
        for name, query in (("now", "query"), ("before", "query_before")):
            figure = row[name]
            lineage = self._lineage(row, figure, query)
            cells.append(
                Cell(figure["value"], lineage, Unit.DAYS)
                if is_days
                else Cell(
                    figure["value"],
                    lineage,
                    Unit.SHARE,
                    numerator=figure["numerator"],
                    denominator=figure["denominator"],
                )
            )
        known = row["now"]["value"] is not None and row["before"]["value"] is not None and row["kind"] != "total"
        known = known and not is_partial(self._snapshot.payload)
        change = row["now"]["value"] - row["before"]["value"] if known else "—"
        cells.append(Cell(change, unit=Unit.CHANGE_DAYS if is_days else Unit.CHANGE_POINTS))
        return Row(tuple(cells), level=row["level"], kind=row["kind"])

    def _lineage(self, row: Plain, figure: Plain, query: str) -> Lineage:
        return Lineage(
            of_period(self._snapshot, self._metric["formula"]), figure["n"], registry_link(self._snapshot, row[query])
        )

    def _is_met(self, row: Plain) -> bool:
        if self._metric["slug"] not in _LONG or row["kind"] == "total":
            return True
        if row["level"] > _DEEPEST:
            return False
        return bool(row["now"]["numerator"] or row["before"]["numerator"])

    def _table(self, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Table:
        metric = self._metric
        caption = f"{of_period(self._snapshot, metric['title'])} ({_WHOSE[self._audience]})"
        key = f"{self._audience}-{metric['slug']}"
        sheet = f"{metric['short_title'][:22]}, {SHORT[self._audience]}"
        deeper = any(row["level"] > _DEEPEST for row in metric["rows"]) and metric["slug"] == "topics"
        note = "Показаны разделы и темы; вопросы классификатора — в ежеквартальном мониторинге." if deeper else ""
        note = " ".join(text for text in (note, no_change_note(self._snapshot.payload)) if text)
        return Table(caption, columns, rows, note=note, key=key, sheet=sheet)
