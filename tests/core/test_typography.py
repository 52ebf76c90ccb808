"""Figures keep their signs on the line."""

import pytest

from otklik.core.document import Document, Paragraph
from otklik.core.typography import tied, tied_document


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("всего 100 % жалоб", "всего 100~% жалоб"),
        ("приказ № 5 от 3 марта 2025 г.", "приказ №~5 от 3~марта 2025~г."),
        ("глава И. О. Образцов", "глава И.~О.~Образцов"),
        ("42 % (118 из 279)", "42~% (118~из 279)"),
        ("без чисел и знаков", "без чисел и знаков"),
    ],
)
def test_spaces_are_tied(text: str, wanted: str) -> None:
    assert tied(text) == wanted.replace("~", "\u00a0")


def test_document_is_tied_in_its_running_text() -> None:
    document = tied_document(Document("Отчёт", "Администрация", (Paragraph("это 5 %"),), method=("из 10 %",)))
    assert document.blocks == (Paragraph("это 5\u00a0%"),)
    assert document.method == ("из 10\u00a0%",)
