"""Pages of the guide: Markdown in docs/guide, rendered once; HTML inside it is shown as text, not obeyed."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_LINK = re.compile(r"^(?:\./)?([a-z0-9-]+)\.md(#.+)?$")
_NOT_WORD = re.compile(r"[^0-9a-zа-я]+")
START = "README"


@dataclass(frozen=True)
class GuidePage:
    """One page: its title, its text as HTML, its headings as (anchor, title)."""

    slug: str
    title: str
    html: str
    headings: tuple[tuple[str, str], ...]


def folder() -> Path:
    """Where the guide lies."""
    return Path(settings.GUIDE_DIR)


def page_slugs() -> list[str]:
    """Pages in the order of the start page's links; empty where the guide is not installed."""
    start = folder() / f"{START}.md"
    if not start.is_file():
        return []
    return re.findall(r"\]\(([a-z0-9-]+)\.md\)", start.read_text(encoding="utf-8"))


@cache
def guide_page(slug: str) -> GuidePage | None:
    """The page, or None for an unknown one."""
    if slug not in {*page_slugs(), START}:
        return None
    text = (folder() / f"{slug}.md").read_text(encoding="utf-8")
    title = _TITLE.search(text)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    headings = _mark_headings(tokens)
    _point_into_the_product(tokens)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return GuidePage(slug, title[1] if title else slug, html, headings)


def picture(name: str) -> Path | None:
    """A picture of the guide, or None."""
    path = folder() / "pictures" / name
    return path if re.fullmatch(r"[a-z0-9-]+\.png", name) and path.is_file() else None


def anchor_of(title: str) -> str:
    """«Как отвечать?» → «как-отвечать»."""
    return _NOT_WORD.sub("-", title.lower().replace("ё", "е")).strip("-")


def _mark_headings(tokens: list[Token]) -> tuple[tuple[str, str], ...]:
    found = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open" and token.tag != "h1":
            token.attrSet("id", anchor_of(inside.content))
            found.append((anchor_of(inside.content), inside.content))
    return tuple(found)


def _point_into_the_product(tokens: list[Token]) -> None:
    """Links between files become links between pages; pictures come from their own address."""
    for token in (part for whole in tokens for part in (whole.children or ())):
        if token.type == "link_open" and (link := _LINK.match(str(token.attrGet("href")))):
            page = "../" if link[1] == START else f"../{link[1]}/"
            token.attrSet("href", f"{page}{link[2] or ''}")
        if token.type == "image":
            token.attrSet("src", f"../{token.attrGet('src')}")
            token.attrSet("loading", "lazy")
