"""The questionnaire as PDF/UA-1 by Typst: the same bytes for the same sheet."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from otklik.core.questionnaire.paper import PaperForm
from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.questionnaire.codes import qr_svg
from otklik.exporters.to_pdf import paper_fonts
from otklik.exporters.typefaces import FALLBACKS, SERIF

MEDIA_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).with_name("questionnaire.typ")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def questionnaire_pdf(form: PaperForm) -> bytes:
    """The PDF's bytes."""
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        sys_inputs=_inputs(form),
        font_paths=paper_fonts(),
        pdf_standards=["ua-1"],
        timestamp=_UNDATED,
    )
    return bytes(made)


def page_count(form: PaperForm) -> int:
    """How many A4 pages the sheet takes."""
    found = typst.query(
        _TEMPLATE.read_bytes(),
        "<pages>",
        field="value",
        one=True,
        sys_inputs=_inputs(form),
        font_paths=paper_fonts(),
    )
    return int(json.loads(found))


def fitted(form: PaperForm) -> PaperForm:
    """In two columns where that brings the sheet to one page; large type never stands in columns."""
    if form.large or page_count(form) == 1:
        return replace(form, columns=False)
    narrow = replace(form, columns=True)
    return narrow if page_count(narrow) == 1 else replace(form, columns=False)


def _inputs(form: PaperForm) -> dict[str, str]:
    words = _printed(asdict(form))
    words["fonts"] = [SERIF, FALLBACKS[-1]]
    words["qr"] = qr_svg(form.address) if form.address else ""
    words["address"] = form.address
    return {"form": json.dumps(words, ensure_ascii=False)}


def _printed(value: Any) -> Any:
    """Every text within, with ties and without signs that cannot be printed."""
    if isinstance(value, str):
        return tied(printable(value))
    if isinstance(value, dict):
        return {key: _printed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(one) for one in value]
    return value
