"""The page's fragment obeys the CSP and says to a screen reader what the eye sees."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.exporters.sample import monitoring

from otklik.core.document import Document
from otklik.exporters import to_html
from otklik.exporters.to_html import fragment


@pytest.fixture(scope="module")
def tree() -> ET.Element:
    return ET.fromstring(fragment(monitoring()))  # noqa: S314 - our own output


def test_fragment_is_well_formed_and_without_inline_style(tree: ET.Element) -> None:
    assert tree.tag == "article"
    for node in tree.iter():
        assert "style" not in node.attrib
        assert not [name for name in node.attrib if name.startswith("on")]
        assert not node.tag.endswith("style")
        assert not node.tag.endswith("script")


def test_pictures_have_names_and_no_repeated_identifiers(tree: ET.Element) -> None:
    pictures = [node for node in tree.iter() if node.tag.endswith("svg")]
    assert len(pictures) == 6  # a wide and a narrow drawing of each
    assert all(node.get("role") == "img" and len(node.get("aria-label", "")) > 40 for node in pictures)
    identifiers = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(identifiers) == len(set(identifiers))


def test_tables_have_captions_scopes_and_labels_for_cards(tree: ET.Element) -> None:
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(node.get("scope") for node in table.iter("th"))
        assert all(node.get("data-label") for node in table.iter("td"))


def test_figures_lead_to_their_records(tree: ET.Element) -> None:
    links = [node for node in tree.iter("a") if node.text == "118"]
    assert links[0].get("href") == "/sosnovka/staff/registry?quarter=2025Q3&channel=118"
    assert "n = 118" in str(links[0].get("title"))


def test_headings_step_down_from_the_page() -> None:
    inner = fragment(monitoring(), top_level=2)
    assert "<h1" not in inner
    assert re.findall(r"<h2[^>]*>([^<]+)", inner) == [monitoring().title]
    assert "<h3>1. Каналы поступления обращений</h3>" in inner


def test_stored_page_is_whole_and_links_only_where_a_site_is_known() -> None:
    page = to_html.render(monitoring()).decode()
    assert page.startswith('<!doctype html>\n<html lang="ru">')
    assert 'href="https://otklik.example/sosnovka' in page
    without = to_html.render(Document("Отчёт", "Администрация", monitoring().blocks)).decode()
    assert "href=" not in without


def test_fragment_tells_template_engines_that_it_is_safe() -> None:
    assert fragment(monitoring()).__html__().startswith("<article")


def test_sheet_on_its_side_is_as_wide_on_the_screen() -> None:
    upright = Document("Отчёт", "Администрация", ())
    assert b'<body class="report-page">' in to_html.render(upright)
    assert b'<body class="report-page is-wide">' in to_html.render(replace(upright, landscape=True))
