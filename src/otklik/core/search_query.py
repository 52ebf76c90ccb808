"""What is typed into the search box, understood: words in any form, a person, an address, a number, a telephone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from otklik.core.dictionary_forms import is_known, is_name
from otklik.core.labels import Labelled
from otklik.core.text_terms import PHONE, Token, number_term, plain, tokens_of

#: A shorter piece of a word is looked for only as it stands.
SHORTEST_PREFIX = 4
#: So many digits in a row may be the end of a telephone.
SHORTEST_PHONE = 5
MOST_WORDS = 20


class Sense(Labelled):
    """What a part of the query is taken for."""

    WORD = "word", "слова"
    PERSON = "person", "человек"
    ADDRESS = "address", "адрес"
    PHONE = "phone", "телефон"
    EMAIL = "email", "почта"
    NUMBER = "number", "номер"


class Scope(Labelled):
    """Where alone to look, as said before a colon: «автор: Сидорова»."""

    ANYWHERE = "anywhere", "везде"
    TEXT = "text", "слова"
    AUTHOR = "author", "автор"
    ADDRESS = "address", "адрес"
    NUMBER = "number", "номер"


class Alternative(NamedTuple):
    """A term that satisfies a part of the query, whole or as a beginning."""

    term: str
    is_prefix: bool = False

    def fits(self, terms: Iterable[str]) -> bool:
        """Whether one of the terms is it, or begins so."""
        return any(term.startswith(self.term) for term in terms) if self.is_prefix else self.term in terms


@dataclass(frozen=True)
class Wanted:
    """A part of the query; an item must have one of its alternatives."""

    typed: str
    sense: Sense
    any_of: tuple[Alternative, ...]

    def fits(self, terms: Iterable[str]) -> bool:
        """Whether the terms of a text (or of a word of it) satisfy this part."""
        return any(alternative.fits(terms) for alternative in self.any_of)


@dataclass(frozen=True)
class SearchQuery:
    """The parts that must all be there, and where to look for them; `text` is what was typed without the scope."""

    text: str
    wanted: tuple[Wanted, ...]
    scope: Scope = Scope.ANYWHERE

    def of(self, *senses: Sense) -> tuple[Wanted, ...]:
        """The parts taken for one of the senses."""
        return tuple(one for one in self.wanted if one.sense in senses)

    @property
    def understood(self) -> list[tuple[str, str]]:
        """Sense and what is meant by it, neighbours of one sense together: («человек», «Сидорова Нина»)."""
        groups: list[tuple[str, list[str]]] = []
        for one in self.wanted:
            label = SCOPE_SENSE.get(self.scope, one.sense).label
            if groups and groups[-1][0] == label:
                groups[-1][1].append(one.typed)
            else:
                groups.append((label, [one.typed]))
        return [(label, " ".join(typed)) for label, typed in groups]


SCOPE_SENSE = {Scope.TEXT: Sense.WORD, Scope.AUTHOR: Sense.PERSON, Scope.ADDRESS: Sense.ADDRESS,
               Scope.NUMBER: Sense.NUMBER}  # fmt: skip
_SCOPES = {
    "слова": Scope.TEXT, "слово": Scope.TEXT, "текст": Scope.TEXT, "автор": Scope.AUTHOR, "человек": Scope.AUTHOR,
    "адрес": Scope.ADDRESS, "номер": Scope.NUMBER, "№": Scope.NUMBER,
}  # fmt: skip
_SCOPED = re.compile(rf"\s*({'|'.join(_SCOPES)})\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
#: Words that announce a street, a house, a flat.
_PLACE_WORDS = frozenset(
    ("ул", "улица", "улице", "пр", "проспект", "пер", "переулок", "шоссе", "ш", "мкр", "микрорайон", "пл", "площадь",
     "д", "дом", "кв", "квартира", "наб", "набережная", "тракт", "пос", "село", "деревня")
)  # fmt: skip
_NUMBER_LIKE = re.compile(r"\s*(?:№\s*)?[0-9A-Za-zА-Яа-яЁё]*[-/.]?[0-9]+(?:[-/.][0-9A-Za-zА-Яа-яЁё]+)*\s*")


def understand(typed: str) -> SearchQuery:
    """The query's parts in order; words of grammar are left out. An empty `wanted` finds nothing."""
    scope, text = _scope(typed)
    if scope is Scope.NUMBER:
        return number_query(text)
    tokens = [token for token in tokens_of(text) if token.terms][:MOST_WORDS]
    senses = _senses(text, tokens)
    pairs = list(zip(tokens, senses, strict=True))
    told = [pair for pair in pairs if not _is_place_word(text, *pair)] or pairs
    return SearchQuery(text, tuple(dict.fromkeys(_wanted(text, *pair) for pair in told)), scope)


def number_query(text: str) -> SearchQuery:
    """What was typed as a registration number or a part of one; bare digits only as the whole number of a source."""
    term = number_term(text)
    wanted = (Wanted(text, Sense.NUMBER, (Alternative(term, not text.strip().isdecimal()),)),) if term else ()
    return SearchQuery(text, wanted, Scope.NUMBER)


def is_number_like(text: str) -> bool:
    """One run of letters and digits that ends with a group of digits: a registration number or a part of one."""
    return bool(_NUMBER_LIKE.fullmatch(text))


def _scope(typed: str) -> tuple[Scope, str]:
    found = _SCOPED.fullmatch(typed)
    return (_SCOPES[found[1].lower()], found[2].strip()) if found else (Scope.ANYWHERE, typed.strip())


def _is_place_word(text: str, token: Token, sense: Sense) -> bool:
    """«ул.», «дом» before a name or a number: texts have it in other words or not at all."""
    return sense is Sense.ADDRESS and plain(text[token.start : token.end]) in _PLACE_WORDS


def _senses(text: str, tokens: list[Token]) -> list[Sense]:
    """What each token is taken for: a house makes an address of itself and of the name before it."""
    senses = [_sense(text[token.start : token.end], token) for token in tokens]
    for place, token in enumerate(tokens):
        word = plain(text[token.start : token.end])
        if word in _PLACE_WORDS and place + 1 < len(tokens):
            senses[place : place + 2] = [Sense.ADDRESS, Sense.ADDRESS]
        is_house = token.kind in {"house", "fraction", "number"} and senses[place] is not Sense.PHONE
        if is_house and place and tokens[place - 1].kind == "word" and senses[place - 1] is not Sense.WORD:
            senses[place - 1 : place + 1] = [Sense.ADDRESS, Sense.ADDRESS]
    return senses


def _sense(typed: str, token: Token) -> Sense:
    if token.kind == "email":
        return Sense.EMAIL
    if token.kind in {"phone", "local"}:
        return Sense.PHONE
    if token.kind == "house":
        return Sense.ADDRESS
    return Sense.PERSON if token.kind == "word" and is_name(plain(typed)) else Sense.WORD


def _wanted(text: str, token: Token, sense: Sense) -> Wanted:
    typed = text[token.start : token.end].strip()
    if sense in {Sense.EMAIL, Sense.PHONE}:
        return Wanted(typed, sense, (Alternative(token.terms[0], True),))
    if token.kind == "number" and len(typed) >= SHORTEST_PHONE:
        return Wanted(typed, sense, (Alternative(token.terms[0]), Alternative(PHONE + typed[::-1], True)))
    if token.kind == "word":
        return Wanted(typed, sense, _of_word(plain(typed), token.terms))
    return Wanted(typed, sense, (Alternative(token.terms[0]),))


def _of_word(word: str, forms: tuple[str, ...]) -> tuple[Alternative, ...]:
    """Its dictionary forms; a word that the dictionary does not know may be the beginning of another one."""
    alternatives = tuple(Alternative(form) for form in forms)
    if len(word) >= SHORTEST_PREFIX and not is_known(word):
        return (*alternatives, Alternative(word, True))
    return alternatives
