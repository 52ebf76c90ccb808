"""Blocks written as JSON and read back are the same blocks."""

import json
from datetime import date

from otklik.core.charts import bars
from otklik.core.document import (
    ApprovalBlock,
    Cell,
    Column,
    Difference,
    Heading,
    Lineage,
    PageBreak,
    Paragraph,
    Point,
    Row,
    Table,
    Unit,
)
from otklik.core.document_json import blocks_from_json, blocks_to_json

TABLE = Table(
    "Каналы",
    (Column("Канал"), Column("Число", Unit.COUNT), Column("Доля", Unit.SHARE, formula=Difference(1, 2))),
    (
        Row((Cell("Почта", bold=True), Cell(5, Lineage("число", 5, "/r/?a=1")), Cell(0.5, unit=Unit.SHARE)), level=1),
        Row((Cell("Срок"), Cell(date(2025, 4, 5)), Cell(None)), kind="total"),
    ),
    note="n = 5",
    key="channels",
)


def test_read_back_they_are_the_same() -> None:
    """Every kind of block, through the text of JSON."""
    blocks = (
        ApprovalBlock("Глава", "И. И. Иванов", date(2025, 4, 5)),
        Heading(2, "Каналы", numbered=False),
        Paragraph("Поступило пять.", "lead"),
        TABLE,
        bars("Больше всего — почта", [Point("Почта", 5.0, "5", accent=True)], unit=Unit.COUNT, table="channels"),
        PageBreak(),
    )
    stored = json.loads(json.dumps(blocks_to_json(blocks), ensure_ascii=False))
    assert blocks_from_json(stored) == blocks
    assert blocks_to_json(blocks_from_json(stored)) == stored
