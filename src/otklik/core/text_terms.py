"""What a text is found by: dictionary forms, numbers of houses, telephones, made once for every database.

A term is a string without blanks. Words and numbers of a text stand as they are; telephones, e-mail addresses and
registration numbers carry a mark before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from otklik.core.dictionary_forms import forms_of

PHONE, EMAIL, NUMBER, OWNER, SAME = "t:", "e:", "#", "o:", "=:"
_GRAMMAR = "и|в|во|не|на|с|со|о|об|а|но|что|как|по|из|за|для|от|до|к|ко|у|же|бы|ли"
STOP_WORDS = frozenset(_GRAMMAR.split("|"))
#: Digits of a telephone without the country's code.
PHONE_DIGITS = 10
LONGEST_TERM = 40
_LETTER, _SIGN = "A-Za-zА-Яа-яЁё", "0-9A-Za-zА-Яа-яЁё"
_TOKEN = re.compile(
    rf"(?P<email>[0-9A-Za-z][0-9A-Za-z.+_-]*@[{_SIGN}-]+(?:\.[{_SIGN}-]+)+)"
    r"|(?P<phone>(?<![0-9])(?:\+?7|8)?[ \-(]{0,2}[0-9]{3}[ \-)]{0,2}[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}(?![0-9]))"
    r"|(?P<local>(?<![0-9])[0-9]{1,3}-[0-9]{2}-[0-9]{2}(?![0-9]))"
    rf"|(?P<house>[0-9]+(?:[-/]?[{_LETTER}](?![{_SIGN}])|[ ][{_LETTER}](?=\s*(?:[,.;)]|$))))"
    r"|(?P<fraction>[0-9]+/[0-9]+)"
    r"|(?P<number>[0-9]+)"
    rf"|(?P<word>[{_LETTER}]+)"
)
#: Latin letters that look like Cyrillic ones, as typed in numbers of houses.
_LOOKALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_GROUP = re.compile(rf"[{_SIGN}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text with the terms that it is found by; `start` and `end` count letters of the text."""

    start: int
    end: int
    kind: str
    terms: tuple[str, ...]


def tokens_of(text: str) -> Iterator[Token]:
    """Words, numbers, houses («12а», «12-А», «12/1»), telephones and e-mail addresses, in their order."""
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        yield Token(match.start(), match.end(), kind, _terms(kind, match.group()))


def text_terms(text: str) -> set[str]:
    """Every term of a text; words of grammar have none."""
    found: set[str] = set()
    for match in _TOKEN.finditer(text):
        found.update(_terms(str(match.lastgroup), match.group()))
    return found


def plain(word: str) -> str:
    """Lower case, ё as е."""
    return word.lower().replace("ё", "е")


def phone_term(phone: str) -> str:
    """A telephone by its digits from the end, so that the last digits alone find it; empty without digits."""
    digits = "".join(sign for sign in phone if sign in "0123456789")
    return PHONE + digits[-PHONE_DIGITS:][::-1] if digits else ""


def number_terms(number: str) -> set[str]:
    """A registration number whole and from each of its parts on: «Ж-00042/2025», «00042/2025», «42/2025»."""
    whole = _plain_number(number)
    starts = [match.start() for match in _GROUP.finditer(whole)]
    parts = [whole[start:] for start in (starts[:-1] or starts)]
    return {NUMBER + form[:LONGEST_TERM] for part in parts for form in (part, _ZEROS.sub("", part))}


def number_term(typed: str) -> str:
    """What a number, or its beginning from one of its parts on, is looked for by; empty where nothing is typed."""
    number = _plain_number(typed)
    return NUMBER + number[:LONGEST_TERM] if number else ""


def same_term(text: str) -> str:
    """The term that texts of the same words in the same order share, whatever their case and punctuation."""
    words = " ".join(_GROUP.findall(plain(text)))
    return SAME + blake2b(words.encode(), digest_size=9).hexdigest()


def _terms(kind: str, found: str) -> tuple[str, ...]:
    if kind == "word":
        word = plain(found)
        return () if word in STOP_WORDS else forms_of(word)
    if kind == "number":
        return (_digits(found),)
    return _compound(kind, found)


def _compound(kind: str, found: str) -> tuple[str, ...]:
    if kind == "email":
        return (EMAIL + plain(found)[:LONGEST_TERM],)
    groups = tuple(_digits(part) for part in re.findall("[0-9]+", found))
    if kind == "phone":
        return (phone_term(found), *groups)
    if kind == "local":
        return (phone_term(found), *groups)
    if kind == "fraction":
        return ("/".join(groups), *groups)
    return (groups[0] + plain(found[-1]).translate(_LOOKALIKE), *groups)


def _digits(number: str) -> str:
    """Digits without zeros before them, so that route 05 is route 5."""
    return (number.lstrip("0") or "0")[:LONGEST_TERM]


def _plain_number(number: str) -> str:
    return re.sub(r"[\s№]+", "", plain(number))
