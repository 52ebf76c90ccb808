"""The decree is laid out for reading with nothing lost, and each clause has a place of its own."""

import pytest

from otklik.procedures.decree_reading import ORDER, decree_parts, sections_of, without_title
from otklik.procedures.registry import procedures, profile_folder

SLUGS = sorted(procedures())


def words(text: str) -> list[str]:
    return [word for word in text.split() if any(sign.isalpha() for sign in word)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_section_and_clause_can_be_linked_to(slug: str) -> None:
    parts = decree_parts((profile_folder(slug) / "decree.txt").read_text(encoding="utf-8"))
    order = next(part for part in parts if part.title == ORDER)
    anchors = [block.anchor for part in parts for block in part.blocks if block.anchor]
    cited = {rule.clause for rule in procedures()[slug].publication}

    assert len(sections_of(order)) >= 4
    assert len(anchors) == len(set(anchors))
    assert {f"p-{clause}" for clause in cited} <= set(anchors)
    assert without_title(order)[0].kind == "section"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_word_is_lost(slug: str) -> None:
    text = (profile_folder(slug) / "decree.txt").read_text(encoding="utf-8")
    blocks = [block for part in decree_parts(text) for block in part.blocks]
    plain = text.replace("**", "").replace("<", "").replace(">", "")
    told, whole = len(words(" ".join(block.text for block in blocks))), len(words(plain))
    assert whole * 0.985 <= told <= whole


def test_a_line_broken_by_the_layout_is_one_paragraph_and_a_list_is_a_list() -> None:
    text = "Порядок\n1. Общие положения\n1.1. Система включает\nсбор:\n- писем;\n2) звонков.\n"
    (order,) = decree_parts(text)
    told = [(block.kind, block.number, block.text) for block in order.blocks]
    assert told == [
        ("text", "", "Порядок"),
        ("section", "1", "Общие положения"),
        ("clause", "1.1", "Система включает сбор:"),
        ("item", "", "писем;"),
        ("item", "", "2) звонков."),
    ]
