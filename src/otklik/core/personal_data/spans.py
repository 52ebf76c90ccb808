"""What is found in a text: a kind of personal data and where it stands."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of personal data; `label` names the kind on paper, `mask` stands in the text in its place."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    SNILS = "snils"
    INN = "inn"
    PASSPORT = "passport"
    CARD = "card"
    ACCOUNT = "account"
    ADDRESS = "address"
    PLATE = "plate"
    BIRTH = "birth"

    @property
    def label(self) -> str:
        """«имя», «телефон»."""
        return _LABELS[self]

    @property
    def mask(self) -> str:
        """«[имя]», «[телефон]»."""
        return f"[{_LABELS[self]}]"


_LABELS = {
    Kind.NAME: "имя",
    Kind.PHONE: "телефон",
    Kind.EMAIL: "почта",
    Kind.SNILS: "СНИЛС",
    Kind.INN: "ИНН",
    Kind.PASSPORT: "паспорт",
    Kind.CARD: "карта",
    Kind.ACCOUNT: "счёт",
    Kind.ADDRESS: "адрес",
    Kind.PLATE: "госномер",
    Kind.BIRTH: "дата рождения",
}
MASKS = frozenset(kind.mask for kind in Kind)


@dataclass(frozen=True, order=True)
class Span:
    """Characters from `start` to `end` (exclusive) of a text are of one kind."""

    start: int
    end: int
    kind: Kind


def without_overlaps(found: Iterable[Span]) -> list[Span]:
    """Spans in order, none over another: of two that meet the one that was found first stays (finders come by rank)."""
    taken: list[Span] = []
    for span in found:
        place = bisect_left(taken, span)
        is_free = place == len(taken) or span.end <= taken[place].start
        if is_free and (place == 0 or taken[place - 1].end <= span.start):
            taken.insert(place, span)
    return taken
