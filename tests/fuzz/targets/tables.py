"""Registers of other systems, mappings, answers collected elsewhere, the production calendar."""

import tempfile
from pathlib import Path

import otklik.importers
from otklik.base.errors import RuleBroken
from otklik.catalog.calendar_file import read_calendar
from otklik.core.appeals import Audience
from otklik.core.incoming import IncomingFeedback
from otklik.core.questionnaire.schema import Questionnaire
from otklik.importers.answer_file import guess_answers, look_over
from otklik.importers.answer_mapping import Role
from otklik.importers.answer_questionnaire import questionnaire_from_file
from otklik.importers.answer_rows import AnswerReader
from otklik.importers.contract import EXTRA_CELLS, UnreadableFile
from otklik.importers.guess import guess_mapping
from otklik.importers.layout import layout_of
from otklik.importers.mapping import MappingError, mapping_from_toml
from otklik.importers.mapping_toml import mapping_to_toml
from otklik.importers.registry import importers, read_rows
from otklik.importers.row_mapper import RowMapper
from tests.fuzz.target import Target, as_text, read_all, storable

FOLDER = Path(otklik.importers.__file__).parent
ZONE = "Europe/Moscow"
ANSWERS = (
    "Дата;Услуга;Оцените качество;Оцените сроки;Что улучшить\n2025-03-01;Справка;5;4;Всё хорошо\n"
    "2025-03-02;Справка;1;не применимо;\n02.03.2025;Субсидия;3;2;Очередь\n".encode()
)
CALENDARS = (
    "date;is_working;note\n2026-05-08;1;Перенос\n2026-05-11;0;\n".encode(),
    "год;месяц;дни\n2026;январь;1,2,3,4,5,6,7,8,10,11,17,18,24,25,31\n".encode(),
)


def _laid(content: bytes, ending: str) -> Path:
    path = Path(tempfile.gettempdir()) / f"otklik-fuzz{ending}"
    path.write_bytes(content)
    return path


def _rows(content: bytes, ending: str) -> None:
    """As the wizard does: rows, a guessed mapping, messages."""
    path = _laid(content, ending)
    rows = [row for _, row in zip(range(300), read_rows(path), strict=False)]
    layout_of(path)
    plain = [row for _, row in rows]
    if not plain:
        return
    columns = [column for column in plain[0] if column != EXTRA_CELLS]
    mapping = guess_mapping(columns, plain[:20]).with_constants({"received_at": "2025-01-01"})
    mapper = RowMapper(mapping, columns, time_zone=ZONE, channel="other")
    for made in map(mapper, plain):
        if isinstance(made, IncomingFeedback):
            storable(made.text, made.title, made.name, made.source_number, made.place, made.answer, made.content_key())
            assert 1 <= made.author_count < 2**31
            for moment in (made.received_at, made.registered_at, made.answered_at):
                assert moment is None or moment.astimezone().timestamp()


def _mapping(content: bytes) -> None:
    mapping = mapping_from_toml(as_text(content))
    assert mapping_from_toml(mapping_to_toml(mapping)) == mapping


def _answers(content: bytes) -> None:
    rows = list(zip(range(300), read_rows(_laid(content, ".csv")), strict=False))
    numbered = [row for _, row in rows]
    look = look_over(numbered)
    mapping = guess_answers(look)
    if Role.ANSWER not in mapping.roles.values():
        return
    made = questionnaire_from_file(look, mapping, title="Анкета", audience=Audience.EXTERNAL, known={})
    questionnaire = Questionnaire.model_validate(made, strict=False)
    for read in AnswerReader(questionnaire, mapping, time_zone=ZONE).rows(numbered):
        assert read.answers or read.left_out


def _calendar(content: bytes) -> None:
    read_calendar(read_rows(_laid(content, ".csv")))


TARGETS = (
    *(
        Target(
            f"register-{slug}",
            lambda content, ending=importer.extensions[0]: _rows(content, ending),
            read_all(example.path for example in importer.examples)
            + (read_all((FOLDER / "mappings" / "samples").iterdir()) if slug == "csv" else ()),
            (UnreadableFile, MappingError),
            form="zip" if slug == "xlsx" else "bytes",
            marks=(b";", b'"', b"\t", b"sep=|\n", b"[[", b"{}", b'<c t="n"><v>1e308</v></c>', b't="d"', b"A1048576"),
        )
        for slug, importer in importers().items()
    ),
    Target("mapping", _mapping, read_all((FOLDER / "mappings").glob("*.toml")), (MappingError,), marks=(b"[a]\n",)),
    Target("outside-answers", _answers, (ANSWERS,), (UnreadableFile,), marks=(b";", b"\n", b"5")),
    Target("calendar", _calendar, CALENDARS, (UnreadableFile, RuleBroken), marks=(b";", b"8*", b"2026")),
)
