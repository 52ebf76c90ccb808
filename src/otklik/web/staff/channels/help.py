"""The README of a channel's folder as a page: HTML inside it is shown as text, not obeyed."""

from functools import cache
from importlib.resources import files

from markdown_it import MarkdownIt

from otklik.channels.contract import Channel


def help_of(plugin: Channel) -> str:
    """HTML of the README; its own heading stands lower, below that of the page."""
    return _rendered(plugin.slug)


@cache
def _rendered(slug: str) -> str:
    path = files("otklik.channels") / slug.replace("-", "_") / "README.md"
    if not path.is_file():
        return ""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    return str(markdown.renderer.render(tokens, markdown.options, {}))
