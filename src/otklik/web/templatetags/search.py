"""What a search has found, marked in a text; every letter of the text is escaped."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from otklik.core.search_hits import Piece, pieces
from otklik.core.search_query import Wanted

register = template.Library()


@register.filter
def marked(found: Iterable[Piece]) -> SafeString:
    """A text cut at what was found."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in found))


@register.filter
def found(text: str, wanted: Sequence[Wanted] | None) -> str:
    """A text with the words of the query marked; without a query the text as it is."""
    return marked(pieces(text, wanted)) if wanted and text else text


@register.filter
def found_name(text: str, wanted: Sequence[Wanted] | None) -> str:
    """A name, an address: the beginning of a word is enough."""
    return marked(pieces(text, wanted, of_name=True)) if wanted and text else text


def _piece(piece: Piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_hit else piece.text
