"""Words that an administration looks for in a text: in any form, near one another, with what takes them back.

A phrase is typed as words in any form: «открытый|открыть люк -закрыть». All its words must stand in one sentence, at
most `NEAR` other words between them, in any order; `|` joins words of which one is enough; a word after `-` in the same
sentence takes the phrase back; a word that ends in `*` stands for its beginning. «Не», «ни», «нет», «без» directly
before the words found, or «нет», «не было» directly after them, take the phrase back too, unless it has such a word.
Forms are made of the phrases, not of the text: a text costs a look into a dictionary for each of its words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from otklik.core.russian import word_forms

NEAR = 4
SHORTEST_BEGINNING = 3
MOST_WORDS = 8
LONGEST = 200
_TYPED = re.compile(r"[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*\*?")
_TOKEN = re.compile(r"[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*|[.!?…;\n]+|[,:()—–]")
_ENDS = frozenset(".!?…;\n")
NEGATIONS = frozenset({"не", "ни", "нет", "нету", "без"})
#: They may stand between a negation and what it denies: «нет никакой угрозы».
_DEGREES = frozenset({"никакой", "никакого", "никаких", "никакая", "больше", "какой-либо", "прямой", "явной"})
_DENIED_AFTER = frozenset({"нет", "нету", "отсутствует", "отсутствуют", "исключена", "исключен", "исключено"})
_NOT_FOUND = ("обнаружить", "выявить", "быть", "подтвердиться", "найти", "оказаться")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message is Russian and names it."""


@dataclass(frozen=True)
class Phrase:
    """A phrase as typed, its words (each with those that may stand in its place) and the words that take it back."""

    text: str
    parts: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()

    @property
    def denies(self) -> bool:
        """It has a negation of its own: «нет отопления»."""
        return any(word in NEGATIONS for part in self.parts for word in part)


@dataclass(frozen=True)
class Hit:
    """A phrase found: by which key it was given, and the words as they stand in the text (ё as е, small letters)."""

    key: str
    phrase: str
    words: str
    start: int
    end: int


def parse_phrase(typed: str) -> Phrase:
    """Read one phrase; PhraseError says what is wrong with it."""
    text = " ".join(typed.split())
    if len(text) > LONGEST:
        raise PhraseError(f"Строка «{text[:40]}…» длиннее {LONGEST} знаков.")
    parts, unless = [], []
    for chunk in text.lower().replace("ё", "е").split():
        words = tuple(_checked(word, text) for word in chunk.removeprefix("-").split("|"))
        if chunk.startswith("-"):
            unless.extend(words)
        else:
            parts.append(words)
    if not parts:
        raise PhraseError(f"В строке «{text}» нет слова, которое нужно искать: есть только исключения.")
    if len(parts) > MOST_WORDS:
        raise PhraseError(f"В строке «{text}» больше {MOST_WORDS} слов: разделите её.")
    return Phrase(text, tuple(parts), tuple(unless))


def parse_phrases(lines: str) -> tuple[Phrase, ...]:
    """Phrases of a text field, one a line; empty lines are passed over."""
    return tuple(parse_phrase(line) for line in lines.splitlines() if line.strip())


def _checked(word: str, text: str) -> str:
    if not _TYPED.fullmatch(word):
        raise PhraseError(f"Не понято «{word[:40]}» в строке «{text}». Пишите слова, «|», «-слово» и «нача*».")
    if word.endswith("*") and len(word) <= SHORTEST_BEGINNING:
        raise PhraseError(f"Начало «{word}» слишком короткое: нужно хотя бы {SHORTEST_BEGINNING} буквы.")
    return word


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int
    sentence: int
    clause: int


class Watch:
    """Phrases made ready for many texts. `hits` of a text without any of their words costs microseconds."""

    def __init__(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        self._phrases = tuple(phrases)
        self._forms: dict[str, list[str]] = {}
        self._beginnings: list[str] = []
        for word in {w for _, phrase in self._phrases for part in (*phrase.parts, phrase.unless) for w in part}:
            self._know(word)
        self._by_word: dict[str, list[int]] = {}
        for place, (_, phrase) in enumerate(self._phrases):
            for word in _rarest(phrase):
                self._by_word.setdefault(word, []).append(place)

    def _know(self, word: str) -> None:
        if word.endswith("*"):
            self._beginnings.append(word)
            return
        forms = {word} if word in NEGATIONS else word_forms(word)
        for form in forms:
            self._forms.setdefault(form, []).append(word)

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """Forms of the words by which phrases are looked up."""
        return frozenset(form for form, words in self._forms.items() if any(word in self._by_word for word in words))

    @cached_property
    def _anchor_beginnings(self) -> tuple[str, ...]:
        return tuple(word[:-1] for word in self._beginnings if word in self._by_word)

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every phrase that the text holds, each once, in the order in which they were given."""
        plain = text.lower().replace("ё", "е")
        words = set(_TOKEN.findall(plain))
        if words.isdisjoint(self._anchors) and not any(word.startswith(self._anchor_beginnings) for word in words):
            return ()
        tokens = _tokens(plain)
        places = self._places(tokens)
        candidates = sorted({place for word in places for place in self._by_word.get(word, ())})
        found = (self._hit(plain, tokens, places, *self._phrases[place]) for place in candidates)
        return tuple(hit for hit in found if hit)

    def _places(self, tokens: Sequence[_Token]) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, token in enumerate(tokens):
            for word in self._forms.get(token.word, ()):
                places.setdefault(word, []).append(index)
            for beginning in self._beginnings:
                if token.word.startswith(beginning[:-1]):
                    places.setdefault(beginning, []).append(index)
        return places

    def _hit(
        self, plain: str, tokens: Sequence[_Token], places: Mapping[str, list[int]], key: str, phrase: Phrase
    ) -> Hit | None:
        columns = [sorted({index for word in part for index in places.get(word, ())}) for part in phrase.parts]
        if not all(columns):
            return None
        taken_back = {tokens[index].sentence for word in phrase.unless for index in places.get(word, ())}
        for first in columns[0]:
            chosen = _nearest(tokens, first, columns[1:])
            if chosen is None or tokens[first].sentence in taken_back:
                continue
            if phrase.denies or not _is_denied(tokens, chosen):
                begin, end = tokens[chosen[0]], tokens[chosen[-1]]
                return Hit(key, phrase.text, _shown(plain, tokens, chosen), begin.start, end.end)
        return None


def _rarest(phrase: Phrase) -> tuple[str, ...]:
    """The words by which the phrase is looked up: those of its part with the longest words, which are rarer."""
    return max(phrase.parts, key=lambda part: min(len(word) for word in part))


def _tokens(plain: str) -> list[_Token]:
    tokens, sentence, clause = [], 0, 0
    for match in _TOKEN.finditer(plain):
        sign = match[0]
        if sign[0] in _ENDS:
            sentence, clause = sentence + 1, clause + 1
        elif not sign[0].isalnum():
            clause += 1
        else:
            tokens.append(_Token(sign, match.start(), match.end(), sentence, clause))
    return tokens


def _nearest(tokens: Sequence[_Token], first: int, columns: Sequence[Sequence[int]]) -> list[int] | None:
    """One token for each part, nearest to the first, inside its sentence and span; None when there is none."""
    chosen = [first]
    for column in columns:
        near = [i for i in column if i not in chosen and tokens[i].sentence == tokens[first].sentence]
        if not near:
            return None
        chosen.append(min(near, key=lambda i: abs(i - first)))
    chosen.sort()
    return chosen if chosen[-1] - chosen[0] < len(chosen) + NEAR else None


def _is_denied(tokens: Sequence[_Token], chosen: Sequence[int]) -> bool:
    for index in chosen:
        before = [tokens[i].word for i in (index - 1, index - 2) if i >= 0 and _together(tokens, i, index)]
        if before and (before[0] in NEGATIONS or (before[0] in _DEGREES and before[-1] in NEGATIONS)):
            return True
    last = chosen[-1]
    after = [tokens[i].word for i in (last + 1, last + 2) if i < len(tokens) and _together(tokens, last, i)]
    if not after:
        return False
    return after[0] in _DENIED_AFTER or (after[0] == "не" and after[-1] in _not_found_forms())


def _together(tokens: Sequence[_Token], one: int, other: int) -> bool:
    return tokens[one].clause == tokens[other].clause


@cache
def _not_found_forms() -> frozenset[str]:
    return frozenset(form for word in _NOT_FOUND for form in word_forms(word))


def _shown(plain: str, tokens: Sequence[_Token], chosen: Sequence[int]) -> str:
    """The words found, with «…» where others stand between them."""
    shown = [plain[tokens[chosen[0]].start : tokens[chosen[0]].end]]
    for before, index in pairwise(chosen):
        shown.append(("" if index == before + 1 else "… ") + plain[tokens[index].start : tokens[index].end])
    return " ".join(shown)
