"""Words that an administration looks for in a text: in any form, near one another, with what takes them back.

A phrase is typed as words in any form: «открытый|открыть люк -закрыть». All its words must stand in one sentence, at
most `NEAR` other words between them, in any order; `|` joins words of which one is enough; a word after `-` in the same
sentence takes the phrase back; a word that ends in `*` stands for its beginning, one that begins with `=` for itself in
no other form. A line «@люди = ребёнок|пешеход» names a group of words for the lines after it: «сбить @люди».
«Не», «ни», «нет», «без» directly before the words found, or «нет», «не было» directly after them, take the phrase back
too, unless the phrase has such a word itself.

Forms are made of the phrases, not of the text: a text costs a look into a dictionary for each of its words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from otklik.core.russian import word_forms

NEAR = 4
SHORTEST_BEGINNING = 3
MOST_WORDS = 8
LONGEST = 500
_TYPED = re.compile(r"=?[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*\*?")
_GROUP = re.compile(r"@([а-яa-z0-9]+)\s*=\s*(\S+)")
_TOKEN = re.compile(r"[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*|[.!?…;\n]+|[,:()—–]")
_ENDS = frozenset(".!?…;\n")
_SIGNS = _ENDS | frozenset(",:()—–")
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


def parse_phrase(typed: str, groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Phrase:
    """Read one phrase; PhraseError says what is wrong with it."""
    text = " ".join(typed.split())
    if len(text) > LONGEST:
        raise PhraseError(f"Строка «{text[:40]}…» длиннее {LONGEST} знаков.")
    parts: list[tuple[str, ...]] = []
    unless: list[str] = []
    for chunk in _plain(text).split():
        words = _words_of(chunk.removeprefix("-"), text, groups)
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
    """Phrases of a text field, one a line; empty lines are passed over, groups of words act on the lines after them."""
    groups: dict[str, tuple[str, ...]] = {}
    phrases = []
    for line in lines.splitlines():
        group = _GROUP.fullmatch(_plain(line.strip()))
        if group:
            groups[group[1]] = _words_of(group[2], line.strip(), groups)
        elif line.strip():
            phrases.append(parse_phrase(line, groups))
    return tuple(phrases)


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _words_of(chunk: str, text: str, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    words: list[str] = []
    for word in chunk.split("|"):
        if word.startswith("@"):
            if word[1:] not in groups:
                raise PhraseError(
                    f"Группы слов «{word[:40]}» нет. Задайте её строкой выше: «{word[:40]} = слово|слово»."
                )
            words.extend(groups[word[1:]])
        else:
            words.append(_checked(word, text))
    return tuple(dict.fromkeys(words))


def _checked(word: str, text: str) -> str:
    if not _TYPED.fullmatch(word):
        raise PhraseError(f"Не понято «{word[:40]}» в строке «{text[:80]}». Пишите слова, «|», «-слово» и «нача*».")
    if word.endswith("*") and len(word) <= SHORTEST_BEGINNING:
        raise PhraseError(f"Начало «{word}» слишком короткое: нужно хотя бы {SHORTEST_BEGINNING} буквы.")
    return word


class _Text:
    """A text as words with the sentence and the clause that each stands in; lists by the word's place."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.words: list[str] = []
        self.starts: list[int] = []
        self.sentences: list[int] = []
        self.clauses: list[int] = []
        sentence = clause = 0
        for match in _TOKEN.finditer(plain):
            sign = match[0]
            if sign[0] in _SIGNS:
                clause += 1
                sentence += sign[0] in _ENDS
                continue
            self.words.append(sign)
            self.starts.append(match.start())
            self.sentences.append(sentence)
            self.clauses.append(clause)

    def end(self, place: int) -> int:
        """Where the word ends."""
        return self.starts[place] + len(self.words[place])

    def beside(self, place: int, *others: int) -> list[str]:
        """The words at the other places that stand in the same clause."""
        inside = range(len(self.words))
        return [self.words[i] for i in others if i in inside and self.clauses[i] == self.clauses[place]]


class Watch:
    """Phrases made ready for many texts: a text is looked at word by word, only promising phrases are tried on it."""

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
        self._anchors = frozenset(
            form for form, words in self._forms.items() if not self._by_word.keys().isdisjoint(words)
        )
        self._anchor_beginnings = tuple(word[:-1] for word in self._beginnings if word in self._by_word)

    def _know(self, word: str) -> None:
        if word.endswith("*"):
            self._beginnings.append(word)
            return
        exact = word.removeprefix("=")
        for form in {exact} if word in NEGATIONS or exact != word else word_forms(word):
            self._forms.setdefault(form, []).append(word)

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every phrase that the text holds, each once, in the order in which they were given."""
        plain = _plain(text)
        words = frozenset(_TOKEN.findall(plain))
        met = words & self._anchors
        begun = self._anchor_beginnings and any(word.startswith(self._anchor_beginnings) for word in words)
        if not met and not begun:
            return ()
        return tuple(self._found(_Text(plain)))

    def _found(self, text: _Text) -> Iterator[Hit]:
        places = self._places(text)
        for number in sorted({number for word in places for number in self._by_word.get(word, ())}):
            key, phrase = self._phrases[number]
            columns = [[i for word in part if word in places for i in places[word]] for part in phrase.parts]
            if not all(columns):
                continue
            taken_back = {text.sentences[i] for word in phrase.unless for i in places.get(word, ())}
            chosen = _chosen(text, columns, taken_back, denies=phrase.denies)
            if chosen:
                yield Hit(key, phrase.text, _shown(text, chosen), text.starts[chosen[0]], text.end(chosen[-1]))

    def _places(self, text: _Text) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, form in enumerate(text.words):
            for word in self._forms.get(form, ()):
                places.setdefault(word, []).append(index)
            for beginning in self._beginnings:
                if form.startswith(beginning[:-1]):
                    places.setdefault(beginning, []).append(index)
        return places


def _rarest(phrase: Phrase) -> tuple[str, ...]:
    """The words by which the phrase is looked up: those of its part with the longest words, which are rarer."""
    return max(phrase.parts, key=lambda part: min(len(word) for word in part))


def _chosen(
    text: _Text, columns: Sequence[Sequence[int]], taken_back: Collection[int], *, denies: bool
) -> list[int] | None:
    """Places of the first occurrence of the phrase that stands; None when there is none."""
    for first in columns[0]:
        if text.sentences[first] in taken_back:
            continue
        chosen = _nearest(text, first, columns[1:])
        if chosen and (denies or not _is_denied(text, chosen)):
            return chosen
    return None


def _nearest(text: _Text, first: int, columns: Sequence[Sequence[int]]) -> list[int] | None:
    """One place for each part, nearest to the first, inside its sentence and span; None when there is none."""
    chosen = [first]
    for column in columns:
        near = [i for i in column if text.sentences[i] == text.sentences[first] and i not in chosen]
        if not near:
            return None
        chosen.append(min(near, key=lambda i: abs(i - first)))
    chosen.sort()
    return chosen if chosen[-1] - chosen[0] < len(chosen) + NEAR else None


def _is_denied(text: _Text, chosen: Sequence[int]) -> bool:
    for place in chosen:
        before = text.beside(place, place - 1, place - 2)
        if before and (before[0] in NEGATIONS or (before[0] in _DEGREES and before[-1] in NEGATIONS)):
            return True
    after = text.beside(chosen[-1], chosen[-1] + 1, chosen[-1] + 2)
    if not after:
        return False
    return after[0] in _DENIED_AFTER or (after[0] == "не" and after[-1] in _not_found_forms())


@cache
def _not_found_forms() -> frozenset[str]:
    return frozenset(form for word in _NOT_FOUND for form in word_forms(word))


def _shown(text: _Text, chosen: Sequence[int]) -> str:
    """The words found, with «…» where others stand between them."""
    shown = [text.words[chosen[0]]]
    for before, index in pairwise(chosen):
        shown.append(("" if index == before + 1 else "… ") + text.words[index])
    return " ".join(shown)
