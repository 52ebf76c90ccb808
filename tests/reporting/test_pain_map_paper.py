"""The map on paper: the annex of the decree cell by cell, from the files themselves."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from django.utils import timezone
from docx.enum.section import WD_ORIENT
from jsonschema import validate
from tests.improvement.maps import Drafted, drafted, line_of, receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Department, Process, Touchpoint
from otklik.core.document import Document, Table
from otklik.core.periods import Quarter
from otklik.exporters.registry import exporter
from otklik.improvement.actions.approve_pain_map import approve_pain_map
from otklik.improvement.actions.judge_line import override_priority, set_feasibility
from otklik.improvement.draft_work import revision_of
from otklik.improvement.enums import PainKind
from otklik.improvement.levels import weigh_lines
from otklik.improvement.models import Measure, MeasurePain, PainLine, PainMap
from otklik.intake.models import FeedbackItem
from otklik.reporting.pain_papers import render_pain_map
from otklik.reporting.queries import render_report
from otklik.reporting.reports.pain_map.build import document_of
from otklik.reporting.reports.pain_map.found import found_of

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[2] / "docs/schema/pain_map.json"
PAY, NOTE, PAPER = "отсутствие оплаты на сайте", "нет уведомления об оплате", "заявление на бумаге"
LINES = {PAY: 3, NOTE: 1, PAPER: 2}
ANNEX = [
    "№",
    "Наименование процесса",
    "Выявленные проблемы/потенциальные потребности клиентов",
    "Распространенность проблемы*",
    "Приоритетность решения проблемы/удовлетворения потребности*",
    "Необходимые к реализации мероприятия",
    "Ответственный",
    "Срок реализации",
]
ROWS = [
    ["1.", "Оплата пошлины", f"- {PAY}", "Высокая", "Высокая", "- сделать оплату", "Отдел услуг", "01.12.2025"],
    ["1.", "Оплата пошлины", f"- {PAY}", "Высокая", "Высокая", "- объявить о ней", "Отдел услуг", "15.12.2025"],
    ["1.", "Оплата пошлины", f"- {NOTE} (потребность)", "Низкая", "Низкая", "не определено", "", "в течение 365 дней"],
    ["2.", "Справка сотруднику", f"- {PAPER}", "Высокая", "Высокая", "не определено", "", "в течение 90 дней"],
]
#: Cells over several rows, from 0 with the head: column, first row, last row.
JOINED = {(0, 1, 3), (1, 1, 3), (2, 1, 2), (3, 1, 2), (4, 1, 2)}


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator", of="livny")


def stood(made: PainMap) -> PainMap:
    """Processes, measures and levels as in the decree's template."""
    own = {"administration": made.administration}
    pay = Process.objects.create(**own, slug="pay", title="Оплата пошлины", subject="services")
    paper = Process.objects.create(**own, slug="paper", title="Справка сотруднику", subject="internal")
    unit = Department.objects.create(**own, slug="unit", title="Отдел услуг")
    for title, process in ((PAY, pay), (NOTE, pay), (PAPER, paper)):
        line = line_of(made, title)
        line.pain.process = process
        line.pain.kind = PainKind.NEED if title == NOTE else PainKind.PROBLEM
        line.pain.save()
        FeedbackItem.objects.filter(pk__in=line.evidence.values("item")).update(process=process)
    for title, due in (("сделать оплату", date(2025, 12, 1)), ("объявить о ней", date(2025, 12, 15))):
        measure = Measure.objects.create(
            **own, title=title, due_on=due, department=unit, created_at=timezone.now(), state="planned"
        )
        MeasurePain.objects.create(measure=measure, pain=line_of(made, PAY).pain)
    weigh_lines(made)
    return made


@pytest.fixture
def pain_map(drafted: Drafted, coordinator: Actor) -> PainMap:
    made = stood(drafted(of="livny", lines=LINES, left=0))
    line = line_of(made, NOTE)
    override_priority(
        actor=coordinator, map_id=made.pk, line_id=line.pk, priority="low", reason="Сделают вместе с оплатой"
    )
    return made


def paper(actor: Actor, pain_map: PainMap, grouping: str = "") -> Document:
    return document_of(found_of(actor, PainMap.objects.get(pk=pain_map.pk), grouping=grouping))


def clean(text: str | None) -> str:
    return (text or "").replace("\N{ZERO WIDTH SPACE}", "").replace("\N{NO-BREAK SPACE}", " ")


def test_the_word_file_is_the_annex_cell_by_cell(pain_map: PainMap, coordinator: Actor) -> None:
    word = docx.Document(BytesIO(exporter("docx").render(paper(coordinator, pain_map))))
    form = word.tables[0]
    cells = [[clean(cell.text) for cell in row.cells] for row in form.rows]
    assert cells == [ANNEX, *ROWS]
    joined = {
        (column, row, row + 1)
        for column in range(len(ANNEX))
        for row in range(1, len(ROWS))
        if form.cell(row, column)._tc is form.cell(row + 1, column)._tc
    }
    assert joined == {(c, r, r + 1) for c, first, last in JOINED for r in range(first, last)}
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE
    under = next(clean(one.text) for one in word.paragraphs if one.text.startswith("* - "))
    assert "единица измерения и метод оценки определяются в программных положениях исследования" in under
    assert "на 100 взаимодействий" in under
    assert "«нет уведомления об оплате»: приоритетность «низкая» назначена" in under
    assert "Сделают вместе с оплатой, Смирнова Анна Петровна" in under


def test_the_sheet_is_the_annex_cell_by_cell(pain_map: PainMap, coordinator: Actor) -> None:
    book = openpyxl.load_workbook(BytesIO(exporter("xlsx").render(paper(coordinator, pain_map))))
    sheet = book["Карта болей"]
    head = [clean(cell.value) for cell in sheet[3]]
    assert head == ANNEX
    covered = {(row, c) for c, first, last in JOINED for row in range(first + 1, last + 1)}
    for index, row in enumerate(ROWS, start=1):
        shown = [clean(sheet.cell(index + 3, column + 1).value) for column in range(len(ANNEX))]
        assert shown == ["" if (index, column) in covered else text for column, text in enumerate(row)]
    ranges = {
        (r.min_col - 1, r.min_row - 3, r.max_row - 3) for r in sheet.merged_cells.ranges if r.min_col == r.max_col
    }
    assert ranges == JOINED
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.cell(8, 1).value).startswith("* - единица измерения")


def test_the_map_groups_by_touchpoint_or_by_subject(pain_map: PainMap, coordinator: Actor) -> None:
    point = Touchpoint.objects.create(administration=pain_map.administration, slug="site-x", title="Сайт")
    line = line_of(pain_map, PAY)
    line.pain.touchpoint = point
    line.pain.save()

    def groups(by: str) -> list[object]:
        form = next(paper(coordinator, pain_map, by).tables())
        return [row.cells[0].value for row in form.rows if row.kind == "group"]

    assert groups("") == []
    assert groups("touchpoint") == ["Сайт", "Точка не указана"]
    assert len(groups("subject")) == 2


@pytest.mark.parametrize(
    ("of", "head"),
    [
        ("murashi", ["Процесс и процедура", "Воздействие на процессы и процедуры", "Возможность устранения"]),
        ("biysk", ["Наименование процесса", "Необходимые к реализации мероприятия (мероприятия по реинжинирингу)"]),
        ("gatchina", ["Проблема взаимодействия", "Подразделение, которому направлено", "Показатель до и после"]),
        ("naryan-mar", ["Проблема", "Что делается", "Показатель до и после"]),
    ],
)
def test_each_decree_has_its_own_columns(
    drafted: Drafted, actor: Callable[..., Actor], of: str, head: list[str]
) -> None:
    made = stood(drafted(of=of, lines=LINES, left=0))
    document = paper(actor("coordinator", of=of), made)
    form = next(table for table in document.tables() if table.form)
    titles = [column.title for column in form.columns]
    assert [title for title in titles if title in head] == head
    assert document.charts()
    assert of != "biysk" or "удовлетворённость потребности не измерялась" in _texts(form)
    assert of != "murashi" or "ограничено одним процессом" in _texts(form)
    assert of not in {"gatchina", "naryan-mar"} or "После: ещё не измерено" in _texts(form)


def _texts(table: Table) -> str:
    return " ".join(str(cell.value) for row in table.rows for cell in row.cells)


def test_the_picture_tells_its_points_in_words_and_has_its_table(pain_map: PainMap, coordinator: Actor) -> None:
    line = line_of(pain_map, PAY)
    set_feasibility(actor=coordinator, map_id=pain_map.pk, line_id=line.pk, feasibility="high", reason="Всё готово")
    document = paper(coordinator, pain_map)
    chart = next(document.charts())
    assert f"1. {PAY}" in chart.alt
    assert "возможность устранить высокая" in chart.alt
    assert {point.size for point in chart.points} == {2, 3}
    table = next(table for table in document.tables() if table.key == chart.table)
    assert [row.cells[1].value for row in table.rows] == [PAY, PAPER, NOTE]


def test_an_approved_map_is_printed_as_it_was_approved(pain_map: PainMap, coordinator: Actor) -> None:
    approve_pain_map(actor=coordinator, map_id=pain_map.pk, seen=revision_of(pain_map))
    before = render_pain_map(coordinator, pain_map.pk, "docx").content
    PainLine.objects.filter(pain_map=pain_map).update(title="Переписано", prevalence="low")
    Measure.objects.all().delete()
    assert render_pain_map(coordinator, pain_map.pk, "docx").content == before
    document = paper(coordinator, pain_map)
    assert document.approval is not None
    assert document.approval.person == "А. П. Смирнова"


def test_the_contract_keeps_its_schema_and_no_text_of_a_citizen(pain_map: PainMap, coordinator: Actor) -> None:
    rendered = render_report(coordinator, "pain_map", Quarter(2025, 3), "json")
    told = json.loads(rendered.content)
    validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [line["title"] for line in told["lines"]] == [PAY, NOTE, PAPER]
    assert "случай 0" not in rendered.content.decode()


def test_other_formats_open(pain_map: PainMap, coordinator: Actor) -> None:
    assert render_pain_map(coordinator, pain_map.pk, "pdf").content.startswith(b"%PDF-")
    page = render_pain_map(coordinator, pain_map.pk, "html").content.decode()
    assert 'rowspan="3"' in page
    assert clean(page).count(PAY) >= 2


def test_pains_of_employees_are_printed_only_for_those_who_may_see_them(
    drafted: Drafted, actor: Callable[..., Actor]
) -> None:
    made = drafted(of="livny", lines={"Нет бумаги": 2}, left=0, audience="internal")
    weigh_lines(made)
    assert "Нет бумаги" in _texts(next(paper(actor("internal_officer", of="livny"), made).tables()))
    assert not paper(actor("organizer", of="livny"), made).charts() or not list(
        paper(actor("organizer", of="livny"), made).charts()
    )
    assert "Нет бумаги" not in _texts(next(paper(actor("organizer", of="livny"), made).tables()))


def test_a_quarter_without_a_map_has_no_paper(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound, match="ещё нет"):
        render_report(actor("coordinator"), "pain_map", Quarter(2025, 2), "json")
