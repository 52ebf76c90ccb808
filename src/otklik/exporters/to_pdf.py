"""The report as PDF/UA-1 by Typst: tagged, in Russian, in PT Serif, with no word of the report read as markup."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from otklik.core.document import (
    Block,
    Chart,
    Document,
    Heading,
    Numbered,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    outline,
)
from otklik.core.figures import cell_text
from otklik.core.typography import tied_document
from otklik.exporters import wording
from otklik.exporters.exporter import Exporter
from otklik.exporters.measure import column_shares, page_letters
from otklik.exporters.pictures import paper_svg
from otklik.exporters.typefaces import FALLBACKS, SERIF, font_folder

_TEMPLATE = Path(__file__).with_name("paper.typ")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_Data = dict[str, Any]


def render(document: Document) -> bytes:
    """The PDF's bytes, the same for the same document. Raises `typst.TypstError` if the paper cannot be set."""
    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"paper": json.dumps(_paper(tied_document(document)), ensure_ascii=False)},
            font_paths=paper_fonts(),
            pdf_standards=["ua-1"],
            timestamp=document.created_at or _UNDATED,
        )
    )


@cache
def paper_fonts() -> typst.Fonts:
    """PT Serif and what Typst brings; nothing of the machine, so that every machine sets the same paper."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


def _paper(document: Document) -> _Data:
    plain = ("title", "subtitle", "administration", "basis", "restriction", "created_note")
    return {name: getattr(document, name) for name in plain} | {
        "full_title": wording.full_title(document),
        "fonts": [SERIF, FALLBACKS[-1]],
        "landscape": document.landscape,
        "approval": wording.approval_lines(document.approval) if document.approval else (),
        "blocks": [_block(item, document) for item in outline(document)],
        "method": document.method,
        "method_title": wording.METHOD,
    }


def _block(item: Numbered, document: Document) -> _Data:
    block: Block = item.block
    match block:
        case Heading():
            return {"type": "heading", "level": min(block.level, 3), "text": wording.heading_text(item, block.text)}
        case Paragraph():
            return {"type": "paragraph", "text": block.text, "style": block.style}
        case Table():
            return _table(item.number, block, document)
        case Chart():
            caption = wording.chart_caption(item.number, block, document)
            return {"type": "chart", "caption": caption, "alt": block.alt, "svg": paper_svg(block)}
        case SignatureBlock():
            return {"type": "signature", "position": block.position, "person": block.person}
    return {"type": "page-break"}


def _table(number: str, table: Table, document: Document) -> _Data:
    return {
        "type": "table",
        "caption": wording.table_caption(number, table),
        "columns": [column.title for column in table.columns],
        "sides": [table.side(position) for position in range(len(table.columns))],
        "shares": column_shares(table, page_letters(document)),
        "rows": [_row(table, row, document) for row in table.rows],
        "form": table.form,
        "notes": wording.table_notes(table),
    }


def _row(table: Table, row: Row, document: Document) -> _Data:
    texts = [cell_text(table, row, position) for position in range(len(row.cells))]
    heavy = row.kind != "data"
    cells = [
        {
            "text": text,
            "bold": heavy or cell.bold,
            "url": wording.file_link(cell, document),
            "rows": cell.rows,
            "covered": cell.covered,
        }
        for text, cell in zip(texts, row.cells, strict=True)
    ]
    return {"kind": row.kind, "level": row.level, "spans": row.kind == "group" and not any(texts[1:]), "cells": cells}


EXPORTER = Exporter(
    slug="pdf",
    title="PDF",
    description="Для печати и отправки: доступный документ с разметкой, шрифт PT Serif.",
    media_type="application/pdf",
    extension="pdf",
    render=render,
)
