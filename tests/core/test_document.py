"""The neutral report keeps its own order: numbers, units, ragged rows."""

import pytest

from otklik.core.document import (
    ApprovalBlock,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Lineage,
    Paragraph,
    Row,
    Table,
    Unit,
    outline,
)


def table(caption: str = "Каналы") -> Table:
    columns = (Column("Канал"), Column("Обращений", Unit.COUNT))
    return Table(caption, columns, (Row((Cell("Почта"), Cell(12, Lineage("Число обращений", 12)))),))


def test_outline_numbers_headings_tables_and_pictures_apart() -> None:
    chart = Chart("Почта впереди", "Почта 12", {})
    first = (Heading(1, "Первый"), table(), Heading(2, "Часть"), Heading(2, "Часть"), chart)
    second = (Heading(1, "Второй"), Heading(2, "Часть"), table(), Paragraph("Текст"))
    blocks = (*first, *second, Heading(1, "Без номера", numbered=False))
    numbers = [item.number for item in outline(Document("Отчёт", "Администрация", blocks))]
    assert numbers == ["1", "1", "1.1", "1.2", "1", "2", "2.1", "2", "", ""]


def test_ragged_row_is_refused_with_the_caption() -> None:
    with pytest.raises(ValueError, match="«Каналы»: ячеек 1, столбцов 2"):
        Table("Каналы", table().columns, (Row((Cell("Почта"),)),))


def test_approval_is_hoisted_out_of_the_body() -> None:
    approval = ApprovalBlock("Глава")
    document = Document("Отчёт", "Администрация", (Paragraph("Текст"), approval))
    assert document.approval is approval
    assert document.body == (Paragraph("Текст"),)


def test_words_in_a_column_of_figures_are_text_and_a_cell_may_override() -> None:
    counts = table()
    assert counts.unit_of(Cell("нет"), 1) is Unit.TEXT
    assert counts.unit_of(Cell(0.5, unit=Unit.SHARE), 1) is Unit.SHARE
    assert counts.unit_of(Cell(None), 1) is Unit.COUNT


def test_lineage_sentence_states_n() -> None:
    assert Lineage("Доля = А / Б.", 279).sentence == "Доля = А / Б; n = 279."
    assert Lineage("Дата из карточки").sentence == "Дата из карточки."
    assert table().formulas() == ("Число обращений",)
