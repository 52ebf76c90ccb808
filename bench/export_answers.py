"""Anonymised answers handed out as CSV, XLSX and SPSS: 122,000 responses, then as many as asked, and their memory."""

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench import stage
from bench.machine import tell
from bench.stage import Run
from bench.survey_summary import LAST, _survey

if TYPE_CHECKING:
    from otklik.surveys.models import Survey

RESPONSES, TARGET_S = 122_000, 4.0
FORMATS = ("csv", "xlsx", "sav")
DAYS = 365


def run(here: Run) -> None:
    """From the button to the last byte, the reading of the answers and the hiding of small groups included."""
    from otklik.surveys.actions.export_answers import export_answers

    actor = stage.actor_with("coordinator")
    for number, count in ((900, RESPONSES), (901, here.items)):
        survey = _survey(number)
        _seal(survey, count)
        for file_format in FORMATS:
            if file_format == "xlsx" and count > 1_000_000:
                continue
            before = _forget_peak()
            began = time.perf_counter()
            made = export_answers(actor=actor, survey_id=survey.pk, file_format=file_format)
            size = sum(len(piece) for piece in made.pieces)
            taken = time.perf_counter() - began
            tell(
                "export_answers",
                here.database,
                format=file_format,
                responses=count,
                seconds=round(taken, 2),
                target_s=TARGET_S if count == RESPONSES else None,
                megabytes=round(size / 1e6, 1),
                memory_mb=round(_peak() - before),
            )


def _seal(survey: "Survey", count: int) -> None:
    from otklik.surveys.blocks import pack, with_links
    from otklik.surveys.models import Survey, SurveyDay
    from otklik.surveys.version_columns import columns_of_version

    chance = np.random.default_rng(122)
    columns, links = columns_of_version(survey.version), list(survey.links.values_list("pk", flat=True))
    for shift, part in enumerate(np.array_split(np.arange(count), DAYS)):
        marks = np.column_stack([
            chance.integers(one.low or 0, (one.high or max(len(one.codes) - 1, 1)) + 1, len(part)) for one in columns
        ]).astype(np.float32)  # fmt: skip
        block, ids = with_links(marks, chance.choice(links, len(part)).tolist())
        day = {"survey": survey, "version": survey.version, "on": LAST - timedelta(days=shift)}
        SurveyDay.objects.create(**day, response_count=len(part), block=pack(block), link_ids=ids)
    survey.state = Survey.State.CLOSED
    survey.save()


def _forget_peak() -> float:
    Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _peak() -> float:
    """The greatest memory since the peak was forgotten, MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
