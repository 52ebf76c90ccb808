"""Blocks of a neutral report laid out for a page of the desk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from otklik.core.document import Block, Chart, Heading, Paragraph, Table
from otklik.core.figures import cell_text
from otklik.exporters.pictures import page_svg


@dataclass(frozen=True)
class CellShown:
    """A cell in words, with the list behind it; `rows`: over how many rows it stands."""

    text: str
    url: str
    is_number: bool
    is_bold: bool
    label: str
    rows: int


@dataclass(frozen=True)
class BlockShown:
    """`kind` is heading, paragraph, table or chart; only what belongs to the kind is filled."""

    kind: str
    text: str = ""
    style: str = ""
    level: int = 3
    table: dict[str, Any] | None = None
    wide: str = ""
    narrow: str = ""


def blocks_shown(blocks: Iterable[Block]) -> list[BlockShown]:
    """What a page shows of the blocks; pictures in two widths."""
    return list(_shown(blocks))


def _shown(blocks: Iterable[Block]) -> Iterator[BlockShown]:
    for block in blocks:
        if isinstance(block, Heading):
            yield BlockShown("heading", block.text, level=block.level)
        elif isinstance(block, Paragraph):
            yield BlockShown("paragraph", block.text, block.style)
        elif isinstance(block, Chart):
            yield BlockShown("chart", block.title, wide=page_svg(block), narrow=page_svg(block, phone=True))
        elif isinstance(block, Table):
            yield BlockShown("table", table=_table(block))


def _table(table: Table) -> dict[str, Any]:
    columns = [
        {"title": column.title, "number": table.side(place) == "right"} for place, column in enumerate(table.columns)
    ]
    rows = [
        {
            "kind": row.kind,
            "level": row.level,
            "cells": [_cell(table, row, place) for place, cell in enumerate(row.cells) if not cell.covered],
        }
        for row in table.rows
    ]
    return {"caption": table.caption, "note": table.note, "columns": columns, "rows": rows, "is_form": table.form}


def _cell(table: Table, row: Any, place: int) -> CellShown:
    cell = row.cells[place]
    return CellShown(
        cell_text(table, row, place),
        cell.lineage.url if cell.lineage else "",
        table.side(place) == "right",
        cell.bold,
        table.columns[place].title,
        cell.rows,
    )
