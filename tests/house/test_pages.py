"""Pages ask no other host for anything and hold nothing that the content security policy forbids."""

import re

import pytest
from tests.house.conftest import shown, tracked_files

ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", re.IGNORECASE)
#: Names of vocabularies: nobody fetches them.
NAMESPACES = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xhtml|1999/xlink)")
INLINE = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
}
FACE = tracked_files(".html", ".css", ".js", ".svg", under="src/otklik/web")


def test_there_is_a_face_to_watch() -> None:
    assert FACE


def test_no_page_names_another_host() -> None:
    found = []
    for path in FACE:
        text = NAMESPACES.sub("", path.read_text(encoding="utf-8"))
        found += [f"{shown(path)}: {match}" for match in ADDRESS.findall(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("what", INLINE)
def test_nothing_is_inline(what: str) -> None:
    templates = [path for path in FACE if path.suffix == ".html"]
    found = [shown(path) for path in templates if INLINE[what].search(path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


def test_every_page_says_its_language() -> None:
    whole = [path for path in FACE if path.suffix == ".html" and "<html" in path.read_text(encoding="utf-8")]
    assert whole
    assert not [
        shown(path) for path in whole if not re.search(r'<html[^>]*\blang="ru"', path.read_text(encoding="utf-8"))
    ]


def test_no_sentence_ends_with_two_dots() -> None:
    """«2026 г.» ends with a dot of its own, so that a dot after it makes two."""
    two = re.compile(r"\|long_date *\}\}(?:</\w+>)*\.(?!\.)")
    found = [shown(path) for path in FACE if two.search(path.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)
