"""An organiser's package and the consolidated report of a quarter with BENCH_REPORT_ITEMS messages and as many answers.

Both are gathered as the background gathers them, then saved in five formats. The target is for the package.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice

from bench import draft_map, stage, survey_summary
from bench.machine import tell
from bench.source import PLACE
from bench.stage import Run

COUNT = int(os.environ.get("BENCH_REPORT_ITEMS", "100000"))
TARGET_SECONDS = 30.0
FORMATS = ("docx", "pdf", "xlsx", "html", "json")
YEAR, NUMBER = 2025, 3


def run(here: Run) -> None:
    """Fill the quarter, make both papers, take the messages away."""
    _fill()
    survey_summary.answered(COUNT)
    stage.settle()
    _tell(here, "reports_package", _package)
    _tell(here, "reports_consolidated", _consolidated)
    stage.forget_items()


def _tell(here: Run, name: str, make: Callable[[], tuple[float, dict[str, float]]]) -> None:
    gathered, saved = make()
    whole = gathered + sum(saved.values())
    tell(
        name, here.database, items=COUNT, answers=COUNT, gather_seconds=gathered, seconds=whole,
        **{f"{kind}_seconds": taken for kind, taken in saved.items()}, target_seconds=TARGET_SECONDS,
        reached=whole <= TARGET_SECONDS,
    )  # fmt: skip


def _package() -> tuple[float, dict[str, float]]:
    """Of the first unit that hands in."""
    from otklik.catalog.queries import administration_by_slug
    from otklik.core.periods import Quarter
    from otklik.reporting.actions.draft_package import draft_package, work_package
    from otklik.reporting.packages.organizers import organizers_of
    from otklik.reporting.packages.told import render_package

    actor = stage.actor_with("coordinator")
    unit = organizers_of(administration_by_slug(PLACE).pk)[0].department_id
    package = draft_package(actor=actor, quarter=Quarter(YEAR, NUMBER), department_id=unit)
    gathered = _seconds(lambda: work_package(package.pk))
    return gathered, {kind: _seconds(lambda kind=kind: render_package(actor, package.pk, kind)) for kind in FORMATS}


def _consolidated() -> tuple[float, dict[str, float]]:
    from otklik.core.periods import Quarter
    from otklik.core.report_period import ReportPeriod
    from otklik.reporting.actions.make_consolidated import make_consolidated, work_consolidated
    from otklik.reporting.queries import render_report

    actor, quarter = stage.actor_with("coordinator"), Quarter(YEAR, NUMBER)
    row = make_consolidated(actor=actor, period=ReportPeriod.of_quarter(quarter))
    gathered = _seconds(lambda: work_consolidated(row.pk))
    saved = {kind: _seconds(lambda kind=kind: render_report(actor, "consolidated", quarter, kind)) for kind in FORMATS}
    return gathered, saved


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _fill() -> None:
    """Messages of the quarter, all with the first unit that hands in: the largest package there can be."""
    from otklik.catalog.queries import administration_by_slug
    from otklik.core.appeals import Verdict
    from otklik.core.periods import Quarter
    from otklik.intake.models import AppealQuestion, FeedbackItem, question_of
    from otklik.reporting.packages.organizers import organizers_of

    quarter, unit = Quarter(YEAR, NUMBER), organizers_of(administration_by_slug(PLACE).pk)[0].department_id
    verdicts = (Verdict.SATISFIED, Verdict.REFUSED, Verdict.EXPLAINED, Verdict.OPEN)
    made = (pair for chunk in draft_map._chunks() for pair in chunk)
    stored_count = 0
    while chunk := list(islice(made, min(5_000, COUNT - stored_count))):
        for number, (item, _) in enumerate(chunk):
            item.quarter, item.department_id = quarter.key, unit
            item.received_at = datetime(YEAR, 7 + number % 3, 1 + number % 28, 9, tzinfo=UTC)
            item.registered_on, item.verdict = item.received_at.date(), verdicts[number % 4]
            item.waiting_days = None if item.verdict == Verdict.OPEN else number % 30
        stored = FeedbackItem.objects.bulk_create([item for item, _ in chunk], batch_size=1_000)
        questions = [question_of(item, topic_id=topic) for item, (_, topic) in zip(stored, chunk, strict=True) if topic]
        AppealQuestion.objects.bulk_create(questions, batch_size=1_000)
        stored_count += len(chunk)
