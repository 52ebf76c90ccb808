"""Handing anonymised answers out: as CSV, a workbook or an SPSS file, streamed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.microdata import Microdata
from otklik.exporters.microdata import to_csv, to_sav, to_xlsx
from otklik.surveys.access import survey_to_run
from otklik.surveys.answer_file import TooFewAnswers, answers_of


@dataclass(frozen=True)
class Format:
    """A format that answers are handed out in."""

    title: str
    media_type: str
    stream: Callable[[Microdata], Iterator[bytes]]


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV: для любой программы", "text/csv; charset=utf-8", to_csv.stream),
    "xlsx": Format(
        "XLSX: для Excel, с листом «Что значат столбцы»",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        to_xlsx.stream,
    ),
    "sav": Format("SAV: для SPSS, с подписями вопросов и ответов", "application/x-spss-sav", to_sav.stream),
}


@dataclass(frozen=True)
class AnswerFile:
    """A file on its way: its name, type, and pieces."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


@transaction.atomic
def export_answers(*, actor: Actor, survey_id: int, file_format: str) -> AnswerFile:
    """The survey's answers without anybody in them; RuleBroken when they are too few, NotFound without the right.

    Порядок: murashi 5.5, 5.13
    """
    survey = survey_to_run(actor, survey_id)
    if file_format not in FORMATS:
        raise RuleBroken("format", f"Формата «{file_format}» нет. Есть: {', '.join(FORMATS)}.")
    chosen = FORMATS[file_format]
    try:
        answers = answers_of(survey)
        pieces = chosen.stream(answers)
    except (TooFewAnswers, to_xlsx.TooManyRows) as refused:
        raise RuleBroken("answers", str(refused)) from refused
    audit.record(actor, "export_answers", survey, f"Выгружены обезличенные ответы ({file_format}): {len(answers)}")
    return AnswerFile(f"opros-{survey.pk}.{file_format}", chosen.media_type, pieces)
