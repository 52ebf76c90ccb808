"""Lists of watched words in force: the shipped ones, as the administration changed them, and its own."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from types import MappingProxyType

from django.core.cache import caches
from django.db.models import Count, Max

from otklik.alerts.models import Level, WatchList
from otklik.core.phrases import Hit, Phrase, Watch, parse_phrases

#: Seconds for which a process may go by lists that another process has changed meanwhile.
FRESH_SECONDS = 5
SHARP_PHRASES = 2
_Stamp = tuple[int, datetime | None]


@dataclass(frozen=True)
class Watched:
    """A list as it acts: `is_shipped` came with the product, `is_changed` was changed by the administration."""

    slug: str
    title: str
    level: Level
    phrases: str
    months: tuple[int, ...] = ()
    is_active: bool = True
    is_shipped: bool = True
    is_changed: bool = False

    @property
    def parsed(self) -> tuple[Phrase, ...]:
        """Its phrases, ready to be looked for."""
        return parse_phrases(self.phrases)

    def acts_in(self, month: int) -> bool:
        """Whether it is looked for in the month."""
        return self.is_active and (not self.months or month in self.months)


@dataclass(frozen=True)
class Finding:
    """A list that fired, and what of it was found in the text."""

    watched: Watched
    hits: tuple[Hit, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they stand in the text, each once."""
        return tuple(dict.fromkeys(hit.words for hit in self.hits))

    @property
    def is_enough(self) -> bool:
        """One phrase of danger is enough; of mere sharpness two are asked, as one sharp word says little."""
        return self.watched.level == Level.DANGER or len(self.hits) >= SHARP_PHRASES


@dataclass(frozen=True)
class Watchbook:
    """The lists of an administration made ready for many texts."""

    lists: Mapping[str, Watched]
    watch: Watch

    def findings(self, text: str, month: int) -> tuple[Finding, ...]:
        """Lists that fire for a text of the month; those of danger first."""
        grouped: dict[str, list[Hit]] = {}
        for hit in self.watch.hits(text):
            grouped.setdefault(hit.key, []).append(hit)
        fired = [Finding(self.lists[slug], tuple(hits)) for slug, hits in grouped.items()]
        acting = [one for one in fired if one.watched.acts_in(month) and one.is_enough]
        return tuple(sorted(acting, key=lambda one: (one.watched.level != Level.DANGER, one.watched.title)))


@cache
def shipped_lists() -> Mapping[str, Watched]:
    """The lists that every administration begins with, by slug."""
    text = resources.files("otklik.alerts").joinpath("shipped/lists.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    found = (
        Watched(
            slug=one["slug"],
            title=one["title"],
            level=Level(one["level"]),
            phrases=_with_groups(one["phrases"].strip(), told["groups"]),
            months=tuple(one.get("months", ())),
        )
        for one in told["list"]
    )
    return MappingProxyType({one.slug: one for one in found})


def _with_groups(phrases: str, groups: Mapping[str, str]) -> str:
    """The phrases with the groups of words that they use above them."""
    used = [f"@{name} = {words}" for name, words in groups.items() if f"@{name}" in phrases]
    return "\n".join((*used, phrases))


def watch_lists(administration_id: int) -> dict[str, Watched]:
    """Every list of the administration by slug, the switched-off ones too; those of danger first."""
    shipped = shipped_lists()
    lists = dict(shipped)
    for row in WatchList.objects.filter(administration_id=administration_id):
        lists[row.slug] = Watched(
            row.slug,
            row.title,
            Level(row.level),
            row.phrases,
            tuple(row.months),
            row.is_active,
            is_shipped=row.slug in shipped,
            is_changed=True,
        )
    ordered = sorted(lists.values(), key=lambda one: (one.level != Level.DANGER, not one.is_shipped))
    return {one.slug: one for one in ordered}


_books: dict[int, tuple[_Stamp, Watchbook]] = {}


@cache
def _shipped_book() -> Watchbook:
    return _book(shipped_lists())


def watchbook(administration_id: int) -> Watchbook:
    """The lists in force; what they are is asked of the database once in some seconds."""
    memory, key = caches["memory"], f"watch-lists-{administration_id}"
    kept = _books.get(administration_id)
    if kept and memory.get(key):
        return kept[1]
    stamp = _stamp(administration_id)
    if kept is None or kept[0] != stamp:
        kept = (stamp, _book(watch_lists(administration_id)) if stamp[0] else _shipped_book())
        _books[administration_id] = kept
    memory.set(key, value=True, timeout=FRESH_SECONDS)
    return kept[1]


def forget_lists(administration_id: int) -> None:
    """The next message is held against the lists as they are now."""
    caches["memory"].delete(f"watch-lists-{administration_id}")


def _stamp(administration_id: int) -> _Stamp:
    rows = WatchList.objects.filter(administration_id=administration_id)
    found = rows.aggregate(rows=Count("pk"), last=Max("changed_at"))
    return found["rows"], found["last"]


def _book(lists: Mapping[str, Watched]) -> Watchbook:
    active: Iterable[Watched] = [one for one in lists.values() if one.is_active]
    return Watchbook(lists, Watch((one.slug, phrase) for one in active for phrase in one.parsed))
