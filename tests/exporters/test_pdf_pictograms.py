"""A pictogram in somebody's words does not stop a paper."""

import pytest

from otklik.core.document import Document, Paragraph
from otklik.exporters.to_pdf import render


@pytest.mark.parametrize("words", ["Спасибо \U0001f600 всем", "\u2764\ufe0f Спасибо", "\ue001 и \u4f60"])
def test_words_with_pictograms_become_a_paper(words: str) -> None:
    paper = Document(
        title="Отчёт", subtitle="", administration="А", basis="", restriction=None, blocks=(Paragraph(words),),
        method=(), created_note="",
    )  # fmt: skip
    assert render(paper).startswith(b"%PDF")
