"""Who keeps personal data: each app registers its holders in `AppConfig.ready`, so that nobody has to know them all.

A holder answers for one table: what it keeps on a person, and how it forgets it. Erasing on request, retention by rule
and the export to the person go through every holder (152-ФЗ), those of upper apps too, without an import upwards.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Person:
    """By what a holder recognises the person; empty words match nothing.

    `item_ids` are feedback items that were confirmed to be the person's; `phones` are the last ten digits, `emails`
    lower case, `names` whole names as given.
    """

    administration_id: int
    item_ids: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """One record on a person, in words for that person: what it is, since when, its fields as (title, value)."""

    title: str
    at: datetime | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Expiry:
    """How long a holder's own records live when nobody asks, and how they end.

    `days` is the default, the administration may set another; `count` says how many records are older than a day
    (bounded by the caller's limit), `forget` erases at most so many of them and returns how many it erased. Both are
    called in the administration's own time zone: a day begins there as it does on its pages.
    """

    days: int
    ground: str
    count: Callable[[int, date, int], int]
    forget: Callable[[int, date, int], int]


@dataclass(frozen=True)
class Holder:
    """A table with personal data: `kinds` are the kinds as an act of destruction names them.

    `held` lists what is kept on the person, `forget` erases it for ever and returns how many records it touched; both
    go by `Person.item_ids` first and by e-mail, phone or name where the table stands apart from items.
    """

    slug: str
    title: str
    kinds: str
    held: Callable[[Person], Iterable[Held]]
    forget: Callable[[Person], int]
    expiry: Expiry | None = field(default=None)


_holders: dict[str, Holder] = {}


def register_holder(holder: Holder) -> None:
    """Make the holder known; registering the same slug again replaces it."""
    _holders[holder.slug] = holder


def holders() -> tuple[Holder, ...]:
    """Every holder in the order of registration, lower apps first."""
    return tuple(_holders.values())
