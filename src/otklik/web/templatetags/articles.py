"""The text of an article as paragraphs and lists."""

from dataclasses import dataclass

from django import template

register = template.Library()
MARK = "- "


@dataclass(frozen=True)
class Block:
    """A paragraph (its lines), or a list (its points)."""

    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@register.filter
def article_blocks(text: str) -> list[Block]:
    """Blank lines part paragraphs; lines that begin with «- » make a list."""
    blocks: list[Block] = []
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        plain = tuple(line for line in lines if not line.startswith(MARK) and line != MARK.strip())
        points = tuple(line[len(MARK) :] for line in lines if line.startswith(MARK))
        blocks += [Block(lines=plain)] if plain else []
        blocks += [Block(items=points)] if points else []
    return blocks
