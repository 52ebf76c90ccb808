"""How alike two messages are, and why: words in common after morphology, and whether they speak of one place."""

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from otklik.core.place_marks import NUMBERS, PlaceMarks, place_marks
from otklik.core.text_terms import plain, tokens_of

#: Share of common words from which two texts may be the same message: about one named place, and about none.
DUPLICATE_FROM, DUPLICATE_NOWHERE_FROM = 0.45, 0.6
#: Fewer common words («нет света») are no duplicate unless both name the same place.
FEWEST_WORDS = 6
#: Texts that read alike, whatever place they name.
ALIKE_FROM = 0.6
#: Letters from which a word may be another one with a slip of the pen, and how alike the two must then be.
SLIP_LETTERS, SLIP_FROM = 5, 0.8
#: Slips are looked for where the texts have so large a share in common already: it takes longer than all the rest.
SLIPS_WORTH = 0.3
#: Words that every letter has.
_POLITE = frozenset(
    ("здравствовать", "здравствуйте", "добрый", "день", "вечер", "утро", "уважаемый", "сотрудник", "администрация",
     "обращаться", "внимание", "помощь", "пожалуйста", "просить", "просьба", "спасибо", "заранее", "я", "мы", "вы",
     "это", "этот", "быть", "весь", "который", "так", "такой", "наш", "ваш", "свой")
)  # fmt: skip


@dataclass(frozen=True)
class Message:
    """A text as it is compared: dictionary form -> the word as written, and where it may name a place."""

    words: dict[str, str]
    whole: str

    @cached_property
    def place(self) -> PlaceMarks:
        """The place that it names; of most texts nobody asks."""
        return place_marks(self.whole)

    def may_be_like(self, other: "Message") -> bool:
        """Whether so many words are the same that slips of the pen are worth a look: others are never alike."""
        common = len(self.words.keys() & other.words.keys())
        return common >= SLIPS_WORTH * max(len(self.words), len(other.words))


@dataclass(frozen=True)
class Likeness:
    """`share` 0..1 of all different words are common; `is_same_place` is False when the places contradict."""

    share: float
    is_same_place: bool
    is_place_named: bool
    common: tuple[str, ...]
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]

    @property
    def is_duplicate(self) -> bool:
        """Reads alike and speaks of the same place: probably the same matter."""
        if self.is_place_named:
            return self.is_same_place and self.share >= DUPLICATE_FROM
        return self.is_same_place and self.share >= DUPLICATE_NOWHERE_FROM and len(self.common) >= FEWEST_WORDS

    @property
    def is_alike(self) -> bool:
        """Worth being looked at: a duplicate, or the same words about another place."""
        return self.is_duplicate or self.share >= ALIKE_FROM


def message_of(text: str, place: str = "") -> Message:
    """What of a message is compared; `place` is the place of the matter where it is written apart."""
    words: dict[str, str] = {}
    for token in tokens_of(text):
        if token.kind not in NUMBERS and token.terms and token.terms[0] not in _POLITE:
            words.setdefault(token.terms[0], plain(text[token.start : token.end]))
    return Message(words, f"{text}\n{place}")


def compare(ours: Message, theirs: Message) -> Likeness:
    """How alike two messages are; 0 for a text without words (unless both have none and name the same place)."""
    pairs = {word: word for word in ours.words.keys() & theirs.words.keys()}
    if ours.may_be_like(theirs):
        pairs |= _slips(ours, theirs)
    every = len(ours.words) + len(theirs.words) - len(pairs)
    is_same_place = ours.place.is_same_place(theirs.place)
    return Likeness(
        share=len(pairs) / every if every else float(is_same_place and bool(ours.place.numbers)),
        is_same_place=is_same_place,
        is_place_named=ours.place.shares_with(theirs.place),
        common=tuple(written for word, written in ours.words.items() if word in pairs),
        only_ours=tuple(written for word, written in ours.words.items() if word not in pairs),
        only_theirs=tuple(written for word, written in theirs.words.items() if word not in set(pairs.values())),
    )


def likeness(first: str, second: str) -> float:
    """0..1: the share of common words; 0 when the texts name different places."""
    found = compare(message_of(first), message_of(second))
    return found.share if found.is_same_place else 0.0


def _slips(ours: Message, theirs: Message) -> dict[str, str]:
    """Words that differ by a slip as they are written («дорга»): ours -> theirs, each taken once."""
    left = {form: written for form, written in theirs.words.items() if form not in ours.words}
    left = {form: written for form, written in left.items() if len(written) >= SLIP_LETTERS}
    pairs: dict[str, str] = {}
    for form, written in ours.words.items():
        if left and len(written) >= SLIP_LETTERS and form not in theirs.words:
            scorer = DamerauLevenshtein.normalized_similarity
            found = process.extractOne(written, left, scorer=scorer, score_cutoff=SLIP_FROM)
            if found:
                pairs[form] = found[2]
                del left[found[2]]
    return pairs
