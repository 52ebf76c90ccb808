"""Papers of a sample: the method sheet, the sheet of quotas, the list of those drawn."""

from otklik.base.actor import Actor
from otklik.catalog.queries import administration_by_slug
from otklik.core.document import Block, Cell, Column, Document, Heading, Paragraph, Row, Table, Unit
from otklik.core.russian import date_long
from otklik.core.sampling.cells import Frame
from otklik.surveys.access import survey_for
from otklik.surveys.models import Survey, TargetPopulation
from otklik.surveys.sampling.method_sheet import cells_table, method_blocks
from otklik.surveys.sampling.overview import sample_overview
from otklik.surveys.sampling.people import Drawn, drawn_people

FORMATS = ("docx", "pdf", "xlsx")


def method_document(actor: Actor, survey_id: int) -> Document:
    """The method sheet by itself. Порядок: biysk 4, livny 4."""
    survey = survey_for(actor, survey_id)
    found = sample_overview(survey)
    cells: tuple[Block, ...] = (Heading(1, "Ячейки"), cells_table(found)) if len(found.cells) > 1 else ()
    return _document(actor, survey, "Паспорт выборочного исследования", (*method_blocks(survey), *cells), "method")


def quota_document(actor: Actor, survey_id: int) -> Document:
    """Who is still to be asked, for the interviewers."""
    survey = survey_for(actor, survey_id)
    found = sample_overview(survey)
    lead = Paragraph("Спрашивайте тех, у кого в столбце «Осталось» не ноль. Лист обновляется с каждым ответом.", "lead")
    return _document(actor, survey, "Контроль квот", (lead, cells_table(found)), "quotas")


def list_document(actor: Actor, survey_id: int) -> Document:
    """Those drawn with their contacts: for invitations and interviewers, never for publication."""
    survey = survey_for(actor, survey_id)
    population = TargetPopulation.objects.filter(survey=survey).first()
    frame = Frame.of(population.frame) if population else None
    titles = {place: frame.title_of(place) for place in range(len(frame.cells))} if frame else {}
    people = drawn_people(survey, titles)
    columns = (
        Column("№", Unit.COUNT), Column("Откуда", width=2), Column("Ячейка", width=3), Column("Имя", width=3),
        Column("Почта", width=3), Column("Телефон", width=2), Column("Адрес", width=3), Column("Отметка", width=2),
    )  # fmt: skip
    table = Table("Кого спросить", columns, tuple(_row(one) for one in people), sheet="Список")
    warning = Paragraph(
        "Личные данные. Храните список до конца опроса и уничтожьте. Ответы с этим списком не связывают.", "stamp"
    )
    return _document(actor, survey, "Список отобранных", (warning, table), "sample")


def _row(one: Drawn) -> Row:
    contact = ("данные удалены", "", "", "") if one.erased else (one.name, one.email, one.phone, one.address)
    return Row((Cell(one.place), Cell(one.ref), Cell(one.cell), *(Cell(words) for words in contact), Cell("")))


def _document(actor: Actor, survey: Survey, title: str, blocks: tuple[Block, ...], slug: str) -> Document:
    administration = administration_by_slug(actor.administration_slug)
    ends = f" – {date_long(survey.closes_on)}" if survey.closes_on else ""
    return Document(
        title=title,
        administration=administration.title,
        subtitle=f"{survey.title}, {date_long(survey.opens_on)}{ends}",
        blocks=blocks,
        slug=slug,
    )
