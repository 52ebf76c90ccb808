"""Tables of the monitoring: the quarter, the one before, the same a year ago, the change."""

from collections.abc import Callable

from otklik.analysis.figures import Figure, Metric, Monitoring, Row
from otklik.core import document as paper
from otklik.core.document import Cell, Column, Difference, Lineage, Unit
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word

QUESTIONS = ("вопрос", "вопроса", "вопросов")
_APPEALS = ("обращение", "обращения", "обращений")
_COMPLAINTS = ("жалоба", "жалобы", "жалоб")
_HEADS = {"channels": "Канал", "reasons": "Причина", "topics": "Тема"}
_ROMAN = ("I", "II", "III", "IV")
Quarters = tuple[Quarter, Quarter, Quarter]


def short_title(quarter: Quarter) -> str:
    """«III кв. 2025»."""
    return f"{_ROMAN[quarter.number - 1]} кв. {quarter.year}"


def quarters_of(monitoring: Monitoring) -> Quarters:
    """The quarter, the one before, the same a year ago."""
    quarter = monitoring.quarter
    return quarter, quarter.previous(), quarter.year_ago()


def unit_words(metric: Metric) -> tuple[str, str, str]:
    """What the metric counts: «жалоба, жалобы, жалоб»."""
    if metric.counts == "questions":
        return QUESTIONS
    return _COMPLAINTS if metric.population == "complaints" else _APPEALS


def counted(count: int | None, metric: Metric) -> str:
    """«279 обращений»."""
    return count_with_word(count or 0, *unit_words(metric))


def _is_met(row: Row) -> bool:
    return row.kind == "total" or any(one.numerator for one in (row.current, row.previous, row.year_ago))


def _with_counts(figure: Figure, lineage: Lineage) -> Cell:
    return Cell(figure.value, lineage, Unit.SHARE, numerator=figure.numerator, denominator=figure.denominator)


class Tables:
    """Builds the table of each metric; `list_url` gives the address of the records for a row and a quarter."""

    def __init__(self, monitoring: Monitoring, caption: Callable[[Metric], str], registry: str) -> None:
        self._monitoring, self._caption, self._registry = monitoring, caption, registry
        self._quarters = quarters_of(monitoring)

    def of(self, metric: Metric) -> paper.Table:
        """The metric's table: days and shares in one, or counts with shares."""
        has_days = any(row.unit == "days" for row in metric.rows)
        return self._waiting(metric) if has_days else self._shares(metric)

    def _shares(self, metric: Metric) -> paper.Table:
        now, before, year_ago = (short_title(quarter) for quarter in self._quarters)
        columns = (
            Column(_HEADS.get(metric.slug, "Результат")),
            Column(f"{now}, число", Unit.COUNT),
            Column(f"{now}, доля", Unit.SHARE),
            Column(before, Unit.SHARE),
            Column(year_ago, Unit.SHARE),
            Column("Изменение доли за квартал", Unit.CHANGE_POINTS, formula=Difference(2, 3)),
        )
        # Every channel has its row, zeros too; a reason or topic that nobody wrote about in three quarters has none.
        shown = [row for row in metric.rows if metric.counts == "items" or _is_met(row)]
        return self._table(metric, columns, tuple(self._share_row(metric, row) for row in shown))

    def _share_row(self, metric: Metric, row: Row) -> paper.Row:
        now, *earlier = zip((row.current, row.previous, row.year_ago), self._quarters, strict=True)
        lineage = self._lineage(metric, row, *now)
        cells = [Cell(row.title, bold=row.kind != "data"), Cell(row.current.numerator, lineage)]
        cells.append(Cell(row.current.value, lineage))
        cells += [_with_counts(figure, self._lineage(metric, row, figure, quarter)) for figure, quarter in earlier]
        cells.append(Cell(row.change if row.kind != "total" else "—"))
        return paper.Row(tuple(cells), level=row.level, kind=row.kind)

    def _waiting(self, metric: Metric) -> paper.Table:
        columns = (
            Column("Показатель"),
            *(Column(short_title(quarter), Unit.DAYS) for quarter in self._quarters),
            Column("Изменение за квартал", Unit.CHANGE_DAYS),
        )
        return self._table(metric, columns, tuple(self._waiting_row(metric, row) for row in metric.rows))

    def _waiting_row(self, metric: Metric, row: Row) -> paper.Row:
        is_days = row.unit == "days"
        cells = [Cell(row.title, bold=row.kind != "data")]
        for quarter, figure in zip(self._quarters, (row.current, row.previous, row.year_ago), strict=True):
            lineage = self._lineage(metric, row, figure, quarter)
            cells.append(Cell(figure.value, lineage, Unit.DAYS) if is_days else _with_counts(figure, lineage))
        change = row.change if row.kind != "total" else "—"
        cells.append(Cell(change, unit=Unit.CHANGE_DAYS if is_days else Unit.CHANGE_POINTS))
        return paper.Row(tuple(cells), level=row.level, kind=row.kind)

    def _lineage(self, metric: Metric, row: Row, figure: Figure, quarter: Quarter) -> Lineage:
        query = row.query(quarter)
        url = f"{self._registry}?{query}" if query and self._registry else ""
        return Lineage(metric.formula, figure.n, url)

    def _table(self, metric: Metric, columns: tuple[Column, ...], rows: tuple[paper.Row, ...]) -> paper.Table:
        return paper.Table(
            self._caption(metric),
            columns,
            rows,
            note=self._note(metric),
            key=metric.slug,
            sheet=metric.short_title[:31],
        )

    def _note(self, metric: Metric) -> str:
        whole = metric.row("all")
        now, before, year_ago = (
            counted(figure.n, metric) for figure in (whole.current, whole.previous, whole.year_ago)
        )
        _, previous, last_year = (short_title(quarter) for quarter in self._quarters)
        text = f"n = {now} (за {previous} — {before}, за {last_year} — {year_ago})"
        if metric.counts == "questions" and whole.records is not None:
            appeals = count_with_word(whole.records, "обращении", "обращениях", "обращениях")
            return f"{text}. Вопросы содержатся в {appeals}; список за числом показывает обращения"
        return text
