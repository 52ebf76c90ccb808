"""«Охват»: what ended, what was given, what was answered, by object and process; as a page and as a table."""

from django.http import HttpResponse

from otklik.base.errors import NotFound
from otklik.core.appeals import Audience
from otklik.core.document import Block, Cell, Column, Document, Paragraph, Table, Unit
from otklik.core.document import Row as Line
from otklik.exporters.registry import exporter
from otklik.surveys.coverage import Row, SubjectCoverage, coverage_of
from otklik.surveys.given_shown import answers_told, given_told
from otklik.surveys.policies import can_view_surveys
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import QuarterChoice, chosen_quarter
from otklik.web.staff.surveys.tabs import surveys_page

FORMATS = ("csv", "xlsx")


@staff_page(can_view_surveys)
def coverage(request: PageRequest) -> HttpResponse:
    """Порядок: murashi 5.10."""
    choice = chosen_quarter(request)
    shown = [_shown(one) for one in _found(request, choice)]
    return surveys_page(
        request, "staff/given/coverage.html", "coverage", choice=choice, subjects=shown, formats=FORMATS
    )


def _found(request: PageRequest, choice: QuarterChoice) -> list[SubjectCoverage]:
    external = [(one.slug, one.title) for one in request.procedure.subjects if one.audience == Audience.EXTERNAL]
    return coverage_of(request.actor, external, choice.quarter)


def _shown(one: SubjectCoverage) -> dict[str, object]:
    rows = [{"row": row, "given": given_told(row), "answers": answers_told(row)} for row in one.rows]
    return {"coverage": one, "rows": rows}


@staff_page(can_view_surveys)
def coverage_file(request: PageRequest, file_format: str) -> HttpResponse:
    """The same as CSV or XLSX."""
    if file_format not in FORMATS:
        raise NotFound
    choice = chosen_quarter(request)
    chosen = exporter(file_format)
    name = f'attachment; filename="{chosen.file_name(f"ohvat-{choice.quarter}")}"'
    made = chosen.render(_document(request, choice))
    return HttpResponse(made, content_type=chosen.media_type, headers={"Content-Disposition": name})


def _document(request: PageRequest, choice: QuarterChoice) -> Document:
    lines: list[Line] = []
    for one in _found(request, choice):
        lines.append(_line(one.total, is_total=True))
        lines.extend(_line(row) for row in one.rows)
    columns = (
        Column("Объект, процесс"),
        Column("Завершено взаимодействий", Unit.COUNT),
        Column("Дано анкет", Unit.COUNT),
        Column("Получено ответов", Unit.COUNT),
        Column("Доля ответивших", Unit.SHARE),
        Column("Как дано"),
        Column("Откуда ответы"),
        Column("Чего нет"),
    )
    table = Table(f"Охват опросами, {choice.quarter.title}", columns, tuple(lines), "")
    blocks: tuple[Block, ...] = (table, Paragraph(METHOD, style="note"))
    return Document(
        title="Охват опросами",
        subtitle=choice.quarter.title,
        administration=request.administration.title,
        blocks=blocks,
    )


METHOD = (
    "Завершено: отвеченные обращения и оказанные услуги, которые отметили, ввели числом или загрузили из файла. "
    "Дано: анкеты, которые ушли со ссылкой в ответе или выданы на бумаге; кому, не записывается."
)


def _line(row: Row, *, is_total: bool = False) -> Line:
    cells = (
        row.title, row.closed, row.given_count, row.answer_count, row.answer_share,
        given_told(row), answers_told(row), row.told,
    )  # fmt: skip
    return Line(tuple(Cell(one, bold=is_total) for one in cells), level=0 if is_total else 1)
