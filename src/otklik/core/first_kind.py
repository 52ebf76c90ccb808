"""The kind of a message that nobody has read yet: the law's clock runs until a person says that it need not."""

import re

from otklik.core.appeals import ItemKind

_WORD = re.compile(r"[^\W\d_]{2,}")


def first_kind(text: str) -> ItemKind:
    """A statement, so that its clock runs; OTHER where there is not one word (a sticker, «+», «👍»)."""
    return ItemKind.STATEMENT if _WORD.search(text) else ItemKind.OTHER
