"""What the authors themselves call a matter: the beginnings that titles share, without places and names.

«Не вывозят листья», «Течёт крыша, улица Садовая, 2»: a heading of people reads better than nouns of their texts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from otklik.core.morphology import Reading
from otklik.core.russian import analyzer
from otklik.core.text_groups.words import meaning_of, meaning_words

#: Headings in one name, the share of the titles that each must begin, and how many at least.
MOST_HEADINGS, SHARED_BY, LEAST = 2, 0.25, 2
#: Words of a heading: one word is a field, more than so many are a story.
FEWEST_WORDS, MOST_WORDS = 2, 7
_STOP = re.compile(r"[,:;.!?()\[\]«»\"“”„—–/\\]|\s-\s")
#: Places that follow; with the word before them they say where, not what.
_PLACES = frozenset(
    ("улица", "ул", "дом", "д", "проспект", "переулок", "микрорайон", "посёлок", "деревня", "село", "район", "квартал",
     "номер", "№", "бульвар", "площадь", "шоссе")
)  # fmt: skip
_NAMES = frozenset({"Surn", "Name", "Patr", "Geox", "Init"})
_LINKS = frozenset({"PREP", "CONJ", "PRCL"})


def shared_headings(titles: Sequence[str], said: str = "") -> tuple[str, ...]:
    """At most two headings that the titles share, the commonest first; none where each calls it otherwise.

    `said`: what stands before them («Уличное освещение»): a heading that adds no word to it is left out.
    """
    known = {meaning_of(word) for word in meaning_words(said)}
    found = [heading for title in titles if (heading := heading_of(title))]
    shown = {_key(one): one for one, _count in reversed(Counter(found).most_common())}
    counted = Counter(_key(one) for one in found)
    least = max(LEAST, SHARED_BY * len(titles))
    order = sorted((key for key, count in counted.items() if count >= least), key=lambda key: (-counted[key], key))
    fresh = [key for key in order if not {meaning_of(word) for word in meaning_words(key)} <= known]
    return tuple(_lowered(shown[key]) for key in fresh[:MOST_HEADINGS])


def heading_of(title: str) -> str:
    """The beginning of a title up to a place, a name, a number or a stop; empty where too little is left."""
    words = list(_common_words(_STOP.split(title.strip(), maxsplit=1)[0].split()))
    while words and _leads_on(words[-1]):
        words.pop()
    return " ".join(words) if FEWEST_WORDS <= len(words) <= MOST_WORDS else ""


def _common_words(words: Sequence[str]) -> Iterator[str]:
    for number, word in enumerate(words):
        if _NAMES & _reading(word).marks or any(letter.isdigit() for letter in word) or (number and not word.islower()):
            return
        yield word


def _leads_on(word: str) -> bool:
    """A preposition, or the beginning of an address: nothing to end a heading with."""
    reading = _reading(word)
    return bool(_LINKS & reading.marks) or reading.lemma in _PLACES or word in _PLACES


@lru_cache(maxsize=50_000)
def _reading(word: str) -> Reading:
    """The likeliest reading as the word is written: capitals tell initials and names."""
    found = analyzer().parse(word)[0]
    return Reading(found.normal_form, frozenset(found.tag.grammemes))


def _key(heading: str) -> str:
    return heading.lower().replace("ё", "е")


def _lowered(heading: str) -> str:
    """As it stands after a colon; «УК не отвечает» keeps its letters."""
    return heading if heading[1:2].isupper() else heading[:1].lower() + heading[1:]
