"""The report as PDF/UA-1 by Typst: tagged, in Russian, in PT Serif, with no word of the report read as markup."""

import json
import re
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import typst

from otklik.core.document import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    Numbered,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)
from otklik.core.figures import cell_text
from otklik.core.typography import tied_document
from otklik.exporters import wording
from otklik.exporters.exporter import Exporter
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.measure import (
    FORM_CELL,
    FORM_HEAD,
    USUAL,
    column_shares,
    is_short,
    is_tight,
    kept_rows,
    page_letters,
    picture_width,
    word_room,
)
from otklik.exporters.pictures import paper_svg
from otklik.exporters.row_heads import with_row_heads
from otklik.exporters.sheets import sheets_of
from otklik.exporters.typefaces import FALLBACKS, SERIF, font_folder

_TEMPLATE = Path(__file__).with_name("paper.typ")
#: Signs beyond the basic plane, their joiners and variants, private use.
_PICTOGRAMS = re.compile("[\U00010000-\U0010ffff\ufe00-\ufe0f\u200d\ue000-\uf8ff]")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_Data = dict[str, Any]


def render(document: Document) -> bytes:
    """The PDF's bytes, the same for the same document. Raises `typst.TypstError` if the paper cannot be set.

    A sign that no typeface of the paper has (an emoji in somebody's words) stops PDF/UA: then pictograms go, and
    only if that is not enough every sign beyond Russian letters.
    """
    inputs = _inputs(document)
    try:
        return _compiled(document, inputs)
    except typst.TypstError:
        pass
    try:
        return _compiled(document, {name: _PICTOGRAMS.sub("", text) for name, text in inputs.items()})
    except typst.TypstError:
        return _compiled(document, {name: printable(text) for name, text in inputs.items()})


def _compiled(document: Document, inputs: dict[str, str]) -> bytes:
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        sys_inputs=inputs,
        font_paths=paper_fonts(),
        pdf_standards=["ua-1"],
        timestamp=document.created_at or _UNDATED,
    )
    return with_row_heads(bytes(made))


def heading_pages(document: Document) -> tuple[int, ...]:
    """The page of each heading in order, the method's last: what a table of contents prints."""
    found = typst.query(
        _TEMPLATE.read_bytes(),
        "<pages>",
        field="value",
        one=True,
        sys_inputs=_inputs(document),
        font_paths=paper_fonts(),
    )
    return tuple(json.loads(found))


def _inputs(document: Document) -> dict[str, str]:
    return {"paper": json.dumps(_paper(tied_document(document)), ensure_ascii=False)}


@cache
def paper_fonts() -> typst.Fonts:
    """PT Serif and what Typst brings; nothing of the machine, so that every machine sets the same paper."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


def _paper(document: Document) -> _Data:
    plain = ("title", "subtitle", "administration", "basis", "restriction", "created_note")
    return {name: getattr(document, name) for name in plain} | {
        "full_title": wording.full_title(document),
        "fonts": [SERIF, FALLBACKS[-1]],
        "cover": document.cover,
        "approval": wording.approval_lines(document.approval) if document.approval else (),
        "sheets": [
            {"landscape": part.landscape, "blocks": _kept([_block(item, part) for item in items])}
            for part, items in sheets_of(document)
        ],
        "method": document.method,
        "method_title": wording.METHOD,
    }


def _kept(blocks: list[_Data]) -> list[_Data]:
    """The last words before a signature stand on its page."""
    for one, following in pairwise(blocks):
        if one["type"] == "paragraph" and following["type"] == "signature":
            one["kept"] = True
    return blocks


def _block(item: Numbered, document: Document) -> _Data:
    match item.block:
        case Table() as table:
            return _table(item.number, table, document)
        case Chart() as chart:
            return _chart(item.number, chart, document)
    return _words(item)


def _words(item: Numbered) -> _Data:
    block: Block = item.block
    match block:
        case Heading():
            text = wording.heading_text(item, block.text)
            return {"type": "heading", "level": min(block.level, 3), "text": text, "annex": block.annex}
        case Paragraph():
            return {"type": "paragraph", "text": block.text, "style": block.style}
        case SignatureBlock():
            return {"type": "signature", "position": block.position, "person": block.person}
        case Contents():
            return {"type": "contents", "title": block.title, "depth": block.depth}
    return {"type": "page-break"}


def _chart(number: str, chart: Chart, document: Document) -> _Data:
    caption = wording.chart_caption(number, chart, document)
    return {
        "type": "chart",
        "caption": caption,
        "alt": chart.alt,
        "svg": paper_svg(chart),
        "width": picture_width(chart),
    }


def _table(number: str, table: Table, document: Document) -> _Data:
    room = word_room(table, page_letters(document), FORM_CELL if table.form else USUAL)
    heads = word_room(table, page_letters(document), FORM_HEAD if table.form else USUAL)
    kept = kept_rows(table, page_letters(document))
    return {
        "type": "table",
        "caption": wording.table_caption(number, table),
        "columns": [column.title for column in table.columns],
        "sides": [table.side(position) for position in range(len(table.columns))],
        "shares": column_shares(table, page_letters(document)),
        "rows": [_whole(_row(table, row, document, room), place, kept) for place, row in enumerate(table.rows)],
        "form": table.form,
        "short": is_short(table, page_letters(document)),
        "tight": [is_tight(column.title, place) for column, place in zip(table.columns, heads, strict=True)],
        "notes": wording.table_notes(table),
    }


def _row(table: Table, row: Row, document: Document, room: tuple[int, ...]) -> _Data:
    texts = [cell_text(table, row, position) for position in range(len(row.cells))]
    heavy = row.kind != "data"
    cells = [
        {
            "text": text,
            "bold": heavy or cell.bold,
            "tight": is_tight(text, place),
            "url": wording.file_link(cell, document),
            "rows": cell.rows,
            "covered": cell.covered,
        }
        for text, cell, place in zip(texts, row.cells, room, strict=True)
    ]
    return {"kind": row.kind, "level": row.level, "spans": row.kind == "group" and not any(texts[1:]), "cells": cells}


def _whole(row: _Data, place: int, kept: frozenset[int]) -> _Data:
    """A cell over several rows is not broken where these stay on one page."""
    for cell in row["cells"]:
        cell["whole"] = kept.issuperset(range(place, place + cell["rows"] - 1))
    return row


EXPORTER = Exporter(
    slug="pdf",
    title="PDF",
    description="Для печати и отправки: доступный документ с разметкой, шрифт PT Serif.",
    media_type="application/pdf",
    extension="pdf",
    render=render,
)
