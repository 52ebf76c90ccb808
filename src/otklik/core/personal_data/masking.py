"""Masks in the place of personal data."""

import re
from dataclasses import dataclass

from otklik.core.personal_data.addresses import find_addresses
from otklik.core.personal_data.names import find_known, find_names
from otklik.core.personal_data.numbers import find_numbers
from otklik.core.personal_data.spans import MASKS, Kind, Span, without_overlaps

_MASK = re.compile("|".join(re.escape(mask) for mask in sorted(MASKS)))
#: Masking moves words together, which may show a name that was hidden before; texts settle at the second pass.
_PASSES = 4
#: Fewer digits than this are no phone that one could know a person by.
_PHONE_DIGITS = 5


@dataclass(frozen=True)
class Known:
    """What is known of the author beside the text: found in it in whatever form, even where no rule would see it."""

    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.names, self.exact, self.phones))


NOTHING_KNOWN = Known()


def find(text: str, known: Known = NOTHING_KNOWN) -> list[Span]:
    """Spans of personal data in order, none over another; masks of an earlier pass are left alone."""
    masks = [Span(match.start(), match.end(), Kind.NAME) for match in _MASK.finditer(text)]
    blind = _MASK.sub(lambda match: "[" + " " * (len(match.group()) - 2) + "]", text) if masks else text
    found = [*find_numbers(blind), *find_addresses(blind), *find_names(blind)]
    if known:
        found += _known_spans(blind, known)
    return without_overlaps(found)


def mask(text: str, known: Known = NOTHING_KNOWN) -> str:
    """The text with a mask in the place of every span; masking it again changes nothing."""
    for _ in range(_PASSES):
        spans = find(text, known)
        if not spans:
            return text
        text = masked(text, spans)
    return text


def masked(text: str, spans: list[Span]) -> str:
    """The text with the given spans (in order) replaced by their masks; neighbours of one kind share a mask."""
    parts, end, last = [], 0, ""
    for span in spans:
        between = text[end : span.start]
        if between.strip() or span.kind.mask != last:
            parts += [between, span.kind.mask]
        end, last = span.end, span.kind.mask
    return "".join([*parts, text[end:]])


def _known_spans(text: str, known: Known) -> list[Span]:
    found = [*find_known(text, known.names)]
    lower = text.lower()
    for words in known.exact:
        found += _occurrences(lower, words.lower())
    for phone in known.phones:
        if len(phone) >= _PHONE_DIGITS:
            pattern = r"[ \u00a0()\-–.]{0,3}".join(phone)
            found += [
                Span(hit.start(), hit.end(), Kind.PHONE)
                for hit in re.finditer(rf"(?:(?<!\d)(?:\+?7|8)[ (\-]{{0,2}})?{pattern}", text)
            ]
    return found


def _occurrences(text: str, words: str) -> list[Span]:
    if not words:
        return []
    kind = Kind.EMAIL if "@" in words else Kind.ADDRESS
    return [Span(hit.start(), hit.end(), kind) for hit in re.finditer(re.escape(words), text)]
