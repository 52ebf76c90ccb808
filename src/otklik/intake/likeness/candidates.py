"""Which stored items may resemble a text: those that share two of its rarest words, or one and a number."""

from datetime import datetime

from otklik.core.likeness import Message
from otklik.core.search_query import Alternative, Sense, Wanted
from otklik.intake import word_index
from otklik.intake.likeness.frequency import word_counts

#: So many of the rarest words of a text are looked for in pairs.
RAREST = 7
#: So many numbers of houses and routes, each with so many of the rarest words.
NUMBERS, BESIDE_NUMBERS = 2, 3
MOST_COMPARED = 150


def candidates(administration_id: int, message: Message, near: tuple[datetime, datetime]) -> list[int]:
    """Ids of the newest such items of the months between two moments; empty for less than two words and numbers."""
    counts = word_counts(administration_id)
    rarest = sorted(message.words, key=lambda word: (counts.get(word, 0), -len(word), word))[:RAREST]
    numbers = sorted(message.place.numbers, key=len, reverse=True)[:NUMBERS]
    asked = [(_any(word), _any(*rarest[place:])) for place, word in enumerate(rarest[:-1], start=1)]
    if numbers and rarest:
        asked.append((_any(*numbers), _any(*rarest[:BESIDE_NUMBERS])))
    return word_index.newest(administration_id, asked, MOST_COMPARED, near=near) if asked else []


def _any(*terms: str) -> Wanted:
    return Wanted(terms[0], Sense.WORD, tuple(map(Alternative, terms)))
