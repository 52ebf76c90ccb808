"""The part of one audience: appeals, organisers beside each other, surveys, pains and what was done."""

from collections.abc import Iterator, Mapping
from typing import Any

from otklik.core.document import Block, Heading, Paragraph, Turn
from otklik.reporting.consolidated import words
from otklik.reporting.consolidated.snapshot import Snapshot
from otklik.reporting.reports.consolidated.appeal_tables import metric_table
from otklik.reporting.reports.consolidated.comparison import indicator_tables, indicators_table, units_table
from otklik.reporting.reports.consolidated.pain_tables import before_table, pains_table
from otklik.reporting.reports.consolidated.pictures import indicators_picture, results_picture, units_picture

Plain = Mapping[str, Any]
#: Metrics in the order of the paper; refusals stand in the table of results already.
_METRICS = ("satisfied_share", "waiting_time", "channels", "topics", "reasons")


def audience_blocks(snapshot: Snapshot, audience: str, told: Plain) -> Iterator[Block]:
    """Blocks of one audience in the order in which a head asks."""
    yield from _appeals(snapshot, audience, told)
    yield from _units(snapshot, audience, told)
    yield from _surveys(snapshot, audience, told)
    yield from _pains(snapshot, audience, told)


def _appeals(snapshot: Snapshot, audience: str, told: Plain) -> Iterator[Block]:
    yield Heading(2, "Обращения")
    yield Paragraph(words.received_words(snapshot.payload, audience), "lead")
    if not told["received"]["now"]:
        return
    drawn = results_picture(snapshot, audience, told)
    if drawn is not None:
        yield drawn
    known = {one["slug"]: one for one in told["metrics"]}
    for slug in _METRICS:
        if slug in known:
            yield metric_table(snapshot, audience, known[slug])


def _units(snapshot: Snapshot, audience: str, told: Plain) -> Iterator[Block]:
    if len(told["units"]) < 2:  # noqa: PLR2004 - one is not compared
        return
    named = "Организаторы оценки" if snapshot.payload["by_organizers"] else "Подразделения"
    yield Heading(2, f"{named} рядом")
    text = words.units_words(snapshot.payload, audience)
    if text:
        yield Paragraph(text, "lead")
    drawn = units_picture(snapshot, audience, told)
    if drawn is not None:
        yield drawn
    yield units_table(snapshot, audience, told)


def _surveys(snapshot: Snapshot, audience: str, told: Plain) -> Iterator[Block]:
    found = told["indicators"]
    if not found["rows"]:
        return
    yield Heading(2, "Удовлетворённость по опросам")
    yield Paragraph(words.answers_words(found), "lead")
    drawn = indicators_picture(snapshot, audience, told)
    if drawn is not None:
        yield drawn
    yield indicators_table(snapshot, audience, found)
    yield from indicator_tables(snapshot, audience, found)


def _pains(snapshot: Snapshot, audience: str, told: Plain) -> Iterator[Block]:
    if told["before"] or told["pains"]:
        yield Turn(landscape=True)
        yield from _pain_tables(snapshot, audience, told)
        yield Turn(landscape=False)


def _pain_tables(snapshot: Snapshot, audience: str, told: Plain) -> Iterator[Block]:
    if told["before"]:
        yield Heading(2, f"Что сделано с болями {snapshot.period.previous().genitive}")
        yield Paragraph(words.before_pains_words(snapshot.payload, audience), "lead")
        yield before_table(snapshot, audience, told["before"])
    if told["pains"]:
        yield Heading(2, f"Боли {snapshot.period.genitive}")
        yield Paragraph(words.pains_words(snapshot.payload, audience), "lead")
        yield pains_table(snapshot, audience, told["pains"])
