"""Which articles speak of what somebody is writing: common rare words, by their dictionary forms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from otklik.core.russian import lemmas

#: A word of the title weighs as much as so many in the text.
TITLE_WEIGHT = 3
SHORTEST = 3
#: Share of the article's best possible likeness below which it is not offered.
LEAST_SHARE = 0.12
#: Of so many different words of the article at least must stand in the message.
LEAST_WORDS = 2


@dataclass(frozen=True)
class Known:
    """An article as the search sees it: id and its words with their weights."""

    pk: int
    words: Counter[str]


def known(pk: int, title: str, text: str) -> Known:
    """The words of an article."""
    words = Counter(_words(text))
    for word in _words(title):
        words[word] += TITLE_WEIGHT
    return Known(pk, words)


def alike(text: str, articles: Sequence[Known], most: int = 3, *, least_words: int = LEAST_WORDS) -> list[int]:
    """Ids of the articles nearest to the text, nearest first; none rather than a far one.

    A word counts the more, the fewer articles have it (inverse document frequency), and by its weight in the article.
    """
    typed = set(_words(text))
    rarity = _rarity(articles)
    scored = []
    for article in articles:
        common = typed & article.words.keys()
        score = sum(rarity[word] * log(1 + article.words[word]) for word in common)
        whole = sum(rarity[word] * log(1 + count) for word, count in article.words.items())
        if len(common) >= min(least_words, len(typed)) and whole and score / whole >= LEAST_SHARE * _ease(typed):
            scored.append((-score / whole, article.pk))
    return [pk for _, pk in sorted(scored)[:most]]


def _ease(typed: set[str]) -> float:
    """A search of a word or two cannot cover much of an article: less is asked of it."""
    return min(1.0, len(typed) / 10)


def _rarity(articles: Sequence[Known]) -> dict[str, float]:
    spread = Counter(word for article in articles for word in article.words)
    return {word: log(1 + len(articles) / count) for word, count in spread.items()}


def _words(text: str) -> Iterable[str]:
    return (word for word in lemmas(text) if len(word) >= SHORTEST and word not in _EMPTY)


_EMPTY = frozenset(
    {
        "это", "этот", "весь", "который", "свой", "наш", "ваш", "они", "она", "оно", "мой", "такой", "какой", "для",
        "при", "без", "под", "над", "или", "если", "чтобы", "как", "так", "что", "где", "когда", "тоже", "также", "уже",
        "еще", "очень", "быть", "мочь", "можно", "нужно", "надо", "есть", "нет", "год", "день", "раз", "просить",
        "помочь", "пожалуйста", "здравствуйте", "спасибо", "администрация",
    }
)  # fmt: skip
