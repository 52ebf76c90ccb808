"""What was laid on the table: each result with the edition or digest by which it can be found again."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from otklik.analysis.indicators.figures import IndicatorLine
from otklik.analysis.periods import editions_of
from otklik.analysis.queries import report_monitoring
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.core.ratings.words import value_text
from otklik.core.russian import count_with_word, date_long, format_number, share_with_count
from otklik.improvement.queries.paper import map_of_quarter
from otklik.reporting.packages.queries import accepted_packages

_DIGEST = 12
_PEOPLE = ("человек", "человека", "человек")


class Laid(TypedDict):
    """One result considered: what, how much, by which it is known."""

    slug: str
    title: str
    told: str
    known_by: str


def considered(actor: Actor, quarter: Quarter, today: date, lines: Iterable[IndicatorLine]) -> list[Laid]:
    """The quarter's monitoring, surveys, map and packages as they stand today. Порядок: livny 4, murashi 5.19"""
    found = (
        _monitoring(actor, quarter),
        _surveys(lines, today),
        _map(actor, quarter),
        _packages(actor, quarter),
    )
    return [one for one in found if one is not None]


def _monitoring(actor: Actor, quarter: Quarter) -> Laid | None:
    try:
        shown = report_monitoring(actor, quarter)
    except NotFound:
        return None
    rows = {(metric.slug, row.key): row.current for metric in shown.metrics for row in metric.rows}
    parts = []
    if ("channels", "all") in rows:
        parts.append(count_with_word(rows["channels", "all"].n, "обращение", "обращения", "обращений"))
    median = rows.get(("waiting_time", "median"))
    if median is not None and median.value is not None:
        parts.append(f"медиана ожидания ответа {format_number(median.value, 1)} дня")
    granted = rows.get(("satisfied_share", "satisfied"))
    if granted is not None and granted.value is not None:
        counts = granted.numerator or 0, granted.denominator or 0
        parts.append(f"удовлетворено {share_with_count(granted.value, *counts)}")
    closed = next((one for one in editions_of(actor.administration_id, quarter) if one.number == shown.edition), None)
    by = f"редакция {closed.number}, {_short(closed.digest)}" if closed else f"на {date_long(shown.as_of)}"
    return Laid(slug="monitoring", title="Мониторинг обращений", told="; ".join(parts), known_by=by)


def _surveys(lines: Iterable[IndicatorLine], today: date) -> Laid | None:
    """Of external clients only: what employees answered is not for everybody who sees a review."""
    told = [
        f"{line.entry.title}: {value_text(line.rating.value, line.rating.unit)} "
        f"({count_with_word(line.rating.n, *_PEOPLE)})"
        for line in lines
        if line.rating.value is not None and line.entry.audience == Audience.EXTERNAL
    ]
    if not told:
        return None
    return Laid(slug="surveys", title="Итоги опросов", told="; ".join(told), known_by=f"на {date_long(today)}")


def _map(actor: Actor, quarter: Quarter) -> Laid | None:
    found = map_of_quarter(actor, quarter)
    if found is None:
        return None
    told = count_with_word(found.lines.count(), "болевая точка", "болевые точки", "болевых точек")
    state = f"редакция {found.edition}, {found.get_state_display()}"
    by = f"{state}, {_short(found.digest)}" if found.digest else state
    return Laid(slug="pain_map", title="Карта болей", told=told, known_by=by)


def _packages(actor: Actor, quarter: Quarter) -> Laid | None:
    found = accepted_packages(actor.administration_id, [quarter])
    if not found:
        return None
    by = ", ".join(_named(one.title, one.digest) for one in found)
    told = count_with_word(len(found), "принятый пакет", "принятых пакета", "принятых пакетов")
    return Laid(slug="packages", title="Отчётные материалы организаторов", told=told, known_by=by)


def _named(title: str, digest: str) -> str:
    return f"{title} ({_short(digest)})" if digest else title


def _short(digest: str) -> str:
    return f"контрольная сумма {digest[:_DIGEST]}…"
