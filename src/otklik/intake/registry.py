"""The registry's filter: words of an address, typed; a figure of the monitoring links to exactly its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlencode

from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, SenderKind, Verdict
from otklik.core.author_marks import Mark
from otklik.core.deadlines import LegalClass
from otklik.core.labels import Labelled
from otklik.core.periods import YEARS, Quarter
from otklik.core.tone import Tone
from otklik.core.urgency import Urgency

NONE = "none"
ME = "me"
POPULATIONS = ("appeals", "complaints")
QUEUES = ("mine", "today", "overdue", "soon", "nobody", "unregistered", "unread", "unread_late", "open")
LONGEST = 200
#: So many words an address may have: no person chooses more.
MOST_WORDS = 200
_MOST_DAYS = 100_000
#: Digits of an id that a database's integer holds.
ID_DIGITS = 18


@dataclass(frozen=True)
class _Codec:
    """How one word of the address is read and written."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _choice(allowed: Iterable[str]) -> _Codec:
    known = frozenset(allowed)

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return _Codec(read, str)


def _several(read: Callable[[str], Any]) -> _Codec:
    return _Codec(
        lambda text: tuple(dict.fromkeys(read(part) for part in text.split(",") if part)),
        lambda values: ",".join(str(value) for value in values),
    )


def _slug(text: str) -> str:
    if not text or not all(sign.isalnum() or sign in "-_" for sign in text) or len(text) > LONGEST:
        raise ValueError(text)
    return text


def _days(text: str) -> int:
    if not text.isdecimal() or len(text) > ID_DIGITS or not 0 <= int(text) <= _MOST_DAYS:
        raise ValueError(text)
    return int(text)


def _id(text: str) -> int:
    if not text.isdecimal() or len(text) > ID_DIGITS:
        raise ValueError(text)
    return int(text)


def _topic(text: str) -> str:
    if text != NONE and not all(len(part) == 4 and part.isdecimal() for part in text.split(".")):  # noqa: PLR2004
        raise ValueError(text)
    return text


def _assignee(text: str) -> str:
    if text not in {NONE, ME} and not (text.isdecimal() and len(text) <= ID_DIGITS):
        raise ValueError(text)
    return text


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


def _words(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:LONGEST].rstrip()


def _enum(kind: type[Labelled]) -> _Codec:
    return _several(kind)


_SLUGS = _several(_slug)
_FLAG = _Codec({"1": True, "0": False}.__getitem__, lambda value: "1" if value else "0")
_DATE = _Codec(_day, date.isoformat)
_DAYS = _Codec(_days, str)


@dataclass(frozen=True)
class RegistryFilter:
    """What of the feedback is shown. Several values of one word are joined by «or», different words by «and».

    Slugs may be `none` (not given yet); `unit` is everything that a unit answers for; `assignee` is a user's id, `me`
    or `none`; `topic` is a code of any level.
    `unknown` names the words of an address that were not understood and do not act; it takes no part in equality.
    """

    q: str = ""
    queue: str = ""
    population: str = ""
    kind: tuple[ItemKind, ...] = ()
    status: tuple[ItemStatus, ...] = ()
    verdict: tuple[Verdict, ...] = ()
    audience: tuple[Audience, ...] = ()
    sender_kind: tuple[SenderKind, ...] = ()
    form: tuple[Form, ...] = ()
    legal_class: tuple[LegalClass, ...] = ()
    quarter: Quarter | None = None
    received_from: date | None = None
    received_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    channel: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    process: tuple[str, ...] = ()
    touchpoint: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    unit: str = ""
    reason: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    life_situation: tuple[str, ...] = ()
    urgency: tuple[Urgency, ...] = ()
    tone: tuple[Tone, ...] = ()
    topic: str = ""
    assignee: str = ""
    late: bool | None = None
    read: bool | None = None
    answered: bool | None = None
    author_mark: tuple[Mark, ...] = ()
    repeat: bool | None = None
    collective: bool | None = None
    merged: bool | None = None
    matter: int | None = None
    wait_min: int | None = None
    wait_max: int | None = None
    unknown: tuple[str, ...] = field(default=(), compare=False)

    CODECS: ClassVar[dict[str, _Codec]] = {
        "q": _Codec(_words, str),
        "queue": _choice(QUEUES),
        "population": _choice(POPULATIONS),
        "kind": _enum(ItemKind),
        "status": _enum(ItemStatus),
        "verdict": _enum(Verdict),
        "audience": _enum(Audience),
        "sender_kind": _enum(SenderKind),
        "form": _enum(Form),
        "legal_class": _enum(LegalClass),
        "author_mark": _enum(Mark),
        "quarter": _Codec(Quarter.parse, str),
        "received_from": _DATE,
        "received_to": _DATE,
        "due_from": _DATE,
        "due_to": _DATE,
        **dict.fromkeys(("channel", "subject", "process", "touchpoint", "department", "reason", "category"), _SLUGS),
        **dict.fromkeys(("segment", "life_situation"), _SLUGS),
        "unit": _Codec(_slug, str),
        "urgency": _enum(Urgency),
        "tone": _enum(Tone),
        "topic": _Codec(_topic, str),
        "assignee": _Codec(_assignee, str),
        **dict.fromkeys(("late", "read", "answered", "repeat", "collective", "merged"), _FLAG),
        "matter": _Codec(_id, str),
        "wait_min": _DAYS,
        "wait_max": _DAYS,
    }

    @classmethod
    def parse(cls, query: str) -> Self:
        """Read «kind=complaint&quarter=2025Q3»; repeated words add up. What cannot be read goes to `unknown`."""
        given: dict[str, str] = {}
        try:
            words = parse_qsl(query.removeprefix("?"), max_num_fields=MOST_WORDS)
        except ValueError:
            return cls(unknown=(query[:LONGEST],))
        for name, text in words:
            if name in cls.CODECS and text.strip():
                given[name] = f"{given[name]},{text.strip()}" if name in given else text.strip()
        values: dict[str, Any] = {}
        unknown = []
        for name, text in given.items():
            try:
                values[name] = cls.CODECS[name].read(text)
            except (ValueError, KeyError):
                unknown.append(f"{name}={text}"[:LONGEST])
        return cls(**values, unknown=tuple(unknown))

    def serialise(self) -> str:
        """The address's words in a fixed order; empty for a filter that lets everything through."""
        return urlencode([(name, self.CODECS[name].write(value)) for name, value in self.given().items()], safe=",:")

    def given(self) -> dict[str, Any]:
        """The words that act, with their values."""
        values = ((part.name, getattr(self, part.name)) for part in fields(self) if part.name != "unknown")
        return {name: value for name, value in values if value not in ("", (), None)}

    def without(self, name: str) -> Self:
        """The filter with one word taken away."""
        blank = next(part.default for part in fields(self) if part.name == name)
        changes: dict[str, Any] = {name: blank}
        return replace(self, **changes)

    def with_words(self, **values: Any) -> Self:
        """The filter with some words set anew."""
        return replace(self, **values)
