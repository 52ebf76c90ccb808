"""Where in a text the parts of a query stand, for highlighting: by dictionary forms, as they were found."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.core.search_query import Wanted
from otklik.core.text_terms import Token, plain, tokens_of

#: Letters before the first hit that an excerpt begins with.
BEFORE = 24


@dataclass(frozen=True)
class Piece:
    """A part of a text, found or not."""

    text: str
    is_hit: bool = False


def pieces(text: str, wanted: Sequence[Wanted], *, of_name: bool = False) -> list[Piece]:
    """The whole text in its order, cut at what was found; in a name the beginning of a word is enough."""
    found, at = [], 0
    for start, end in _hits(text, wanted, of_name=of_name):
        if start > at:
            found.append(Piece(text[at:start]))
        found.append(Piece(text[start:end], is_hit=True))
        at = end
    return [*found, Piece(text[at:])] if at < len(text) else found


def window(text: str, wanted: Sequence[Wanted], letters: int) -> tuple[int, int]:
    """Where to cut so many letters out of a text: from a little before the first hit, else from the beginning."""
    hits = _hits(text, wanted, of_name=False)
    start = _beginning(text, hits[0][0] - BEFORE) if hits and hits[0][1] > letters else 0
    return start, min(start + letters, len(text))


def has_hits(text: str, wanted: Sequence[Wanted], *, of_name: bool = False) -> bool:
    """Whether any part of the query stands in the text."""
    return bool(_hits(text, wanted, of_name=of_name))


def _hits(text: str, wanted: Sequence[Wanted], *, of_name: bool) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in tokens_of(text) if _is_hit(text, one, wanted, of_name=of_name)]


def _is_hit(text: str, token: Token, wanted: Sequence[Wanted], *, of_name: bool) -> bool:
    if any(part.fits(token.terms) for part in wanted):
        return True
    word = plain(text[token.start : token.end])
    return of_name and any(word.startswith(plain(part.typed)) for part in wanted)


def _beginning(text: str, near: int) -> int:
    """The first letter of a word, at or after a place."""
    if near <= 0:
        return 0
    blank = text.find(" ", near)
    return blank + 1 if blank >= 0 else near
