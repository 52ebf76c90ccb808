"""Sentences and words of a Russian text, with their places; and how hard the text is to read."""

import re
from dataclasses import dataclass

_VOWEL = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
_END = re.compile(r"[.!?…]+[»\")]*(?=\s|$)|\n+")
#: What stands before a full stop that ends no sentence: abbreviations, initials, numbers of a list.
_LIST_NUMBER = re.compile(r"\s*\d{1,2}")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«.])(?:[А-ЯЁ]|г|гг|ул|д|кв|пр|пер|пл|стр|корп|им|п|пп|ст|ч|т|е|др|см|тел|руб|коп|тыс|млн|млрд"
    r"|мин|час|обл|р-н|пос|с|дер|пгт|каб|доб|экз|кв\.\s?м|тов|исп)$",
    re.IGNORECASE,
)
#: So many signs around a full stop are looked at; the whole sentence each time would take the square of its length.
_LOOK_AROUND = 40
#: Flesch's reading ease for Russian (I. V. Oborneva, 2006).
_BASE, _BY_LENGTH, _BY_SYLLABLES = 206.835, 1.3, 60.1


@dataclass(frozen=True)
class Span:
    """A part of a text and where it stands."""

    start: int
    end: int
    text: str


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences in order; a line break ends one, a full stop after an abbreviation or an initial does not."""
    found: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        is_line = end.group().startswith("\n")
        if not is_line and end.group() == "." and _goes_on(text, start, end):
            continue
        _put(found, text, start, end.end() if not is_line else end.start())
        start = end.end()
    _put(found, text, start, len(text))
    return tuple(found)


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """After an abbreviation a sentence ends only where the text, a line or an unmistakable new sentence begins."""
    before = text[max(start, end.start() - _LOOK_AROUND) : end.start()]
    if _LIST_NUMBER.fullmatch(before):
        return True
    if not _ABBREVIATION.search(before):
        return False
    after = text[end.end() : end.end() + _LOOK_AROUND].lstrip(" \t")
    is_year = re.search(r"\d\s?г$", before) is not None
    return bool(after) and not (is_year and after[:1].isupper())


def _put(found: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        left = start + len(part) - len(part.lstrip())
        found.append(Span(left, left + len(part.strip()), part.strip()))


def words(text: str) -> list[str]:
    """Russian words as they stand."""
    return _WORD.findall(text)


def syllable_count(word: str) -> int:
    """A Russian word has as many syllables as vowels; a word without vowels counts as part of the next."""
    return len(_VOWEL.findall(word))


def reading_ease(text: str) -> float | None:
    """206.835 − 1.3 × words to a sentence − 60.1 × syllables to a word: 100 is easy, below 0 very hard.

    None for fewer than ten words, of which nothing can be said.
    """
    found = words(text)
    if len(found) < 10:  # noqa: PLR2004 - see the docstring
        return None
    parts = [span for span in sentences(text) if words(span.text)]
    syllables = sum(syllable_count(word) for word in found)
    return _BASE - _BY_LENGTH * len(found) / max(1, len(parts)) - _BY_SYLLABLES * syllables / len(found)
