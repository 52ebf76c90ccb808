"""The words of a text with their places and what the dictionary says of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from otklik.core.personal_data.morphology import WordForm, form_of

_TOKEN = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*|[A-Za-z]+|\d+")
_BLANKS = frozenset({" ", "  ", "\u00a0", "-", " - "})


@dataclass(frozen=True)
class Token:
    """A word with its place, the signs before it, and what the dictionary says of it."""

    start: int
    end: int
    text: str
    before: str
    form: WordForm

    @property
    def lower(self) -> str:
        """Lower case."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Written as a name: with a capital letter, or all in capitals."""
        return self.text[0].isupper() and (
            self.text[1:].islower() or self.is_shouted or not self.text[1:] or self.is_double
        )

    @property
    def is_double(self) -> bool:
        """«Петров-Водкин»: each part begins with a capital."""
        return "-" in self.text and all(part[:1].isupper() for part in self.text.split("-"))

    @property
    def is_shouted(self) -> bool:
        """All letters are capitals."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_initial(self) -> bool:
        """One capital letter."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def follows(self) -> bool:
        """Nothing but blanks stands between it and the word before."""
        return self.before in _BLANKS


def tokens_of(text: str) -> list[Token]:
    """The words of a text."""
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        found.append(
            Token(match.start(), match.end(), match.group(), text[end : match.start()], form_of(match.group()))
        )
        end = match.end()
    return found


def next_token(tokens: Sequence[Token], at: int) -> Token | None:
    """The word at the place when only blanks stand before it."""
    return tokens[at] if at < len(tokens) and tokens[at].follows else None
