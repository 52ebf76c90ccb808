"""A paper as runs of blocks between the turns of its sheets."""

from collections.abc import Iterator
from dataclasses import replace

from otklik.core.document import Document, Numbered, Turn, outline


def sheets_of(document: Document) -> Iterator[tuple[Document, list[Numbered]]]:
    """Each run with the document as it is turned there; the first run may be empty."""
    part, items = document, []
    for item in outline(document):
        if not isinstance(item.block, Turn):
            items.append(item)
        elif item.block.landscape != part.landscape:
            yield part, items
            part, items = replace(document, landscape=item.block.landscape), []
    yield part, items
