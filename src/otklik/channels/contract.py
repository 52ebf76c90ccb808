"""What every channel exports: one constant CHANNEL that describes itself, and pure functions to and from the outside.

A channel knows no database. It turns what the outside world sent into `Arrival`s and hands over `Outgoing`s. Whoever
calls it keeps the state: settings, cursor, what came, what must leave.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from otklik.core.incoming import IncomingFeedback


class ChannelSettings(BaseModel):
    """What the administrator fills in. Each field has a Russian `title` and `description`; a secret is a SecretStr."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TryLater(Exception):  # noqa: N818 - says what to do
    """The other side cannot now: network, limit, its own fault. `after` is the pause it asked for, in seconds.

    `is_uncertain`: the message may have reached the other side, whose answer got lost.
    """

    def __init__(self, message: str, *, after: int | None = None, is_uncertain: bool = False) -> None:
        super().__init__(message)
        self.message, self.after, self.is_uncertain = message, after, is_uncertain


class Refused(Exception):  # noqa: N818 - says what happened
    """The other side will never take it: wrong key, the person closed the dialogue, no such address. Russian."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class OutgoingFile:
    """A file that goes with a message."""

    name: str
    content: bytes
    media_type: str


#: `Outgoing.thread` of a post: it goes to the own wall or channel, where everybody reads it (`Channel.wall`).
WALL: Mapping[str, str] = {"wall": "own"}


@dataclass(frozen=True)
class Outgoing:
    """What must leave. `key` is the same at every attempt: the other side, where it can, takes it only once.

    `thread` is what the arrival that is answered gave as `Arrival.thread`. `choices` are buttons where there are any.
    `is_automatic`: no person wrote it; other machines must not answer it.
    """

    key: str
    to: str
    text: str
    subject: str = ""
    thread: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[OutgoingFile] = ()
    choices: Sequence[str] = ()
    is_automatic: bool = False

    @property
    def is_post(self) -> bool:
        """Whether it is a post for everybody, not a word to a person."""
        return self.thread.get("wall") == WALL["wall"]


@dataclass(frozen=True)
class RawArrival:
    """What came, as it came; `key` is unique within the connection, so that a repetition is known by it."""

    key: str
    body: bytes
    arrived_at: datetime


#: Kinds of keys in `Arrival.threads` that are not the other side's own.
OUTGOING_KEY, NUMBER_KEY = "outgoing", "number"


@dataclass(frozen=True)
class RemoteFile:
    """A file that is not here yet: `reference` is what `Channel.fetch` needs."""

    name: str
    reference: str
    size: int | None = None


@dataclass(frozen=True)
class Arrival:
    """What an arrival means.

    `incoming` is None where nobody said anything to the administration; `passed_over` then says why, in Russian.
    `talker` is who to answer (a peer of a network, an e-mail address). `is_talk`: the dialogue goes step by step;
    a letter or a comment says everything at once. `threads` are the keys by which an earlier case is found, the
    nearest first, then `outgoing:KEY` (a message of ours) and `number:N` (a registration number); `own_keys` are
    those by which later ones will find this. `bounced` is the key of an outgoing message that did not arrive,
    `bounce_reason` why. `is_internal`: an employee wrote it, by the settings; told of what is passed over as well.
    `quoted` is what was set apart of the words; of what is passed over, all of them.
    """

    incoming: IncomingFeedback | None
    talker: str = ""
    is_talk: bool = False
    passed_over: str = ""
    thread: Mapping[str, str] = field(default_factory=dict)
    threads: Sequence[str] = ()
    own_keys: Sequence[str] = ()
    files: Sequence[RemoteFile] = ()
    quoted: str = ""
    bounced: str = ""
    bounce_reason: str = ""
    is_internal: bool = False


@dataclass(frozen=True)
class HookRequest:
    """A request of the outside to our address; names of headers are in lower case."""

    method: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class HookReply:
    """What to keep (durably, before the reply leaves) and what to reply."""

    arrivals: Sequence[RawArrival] = ()
    status: int = 200
    body: str = "ok"
    media_type: str = "text/plain"


@dataclass(frozen=True)
class Checked:
    """What «Проверить связь» found, in Russian words for the administrator: what works, or what to do."""

    is_good: bool
    said: str


#: Keeps arrivals durably; the channel may tell the source that they were taken only after it returns.
Keep = Callable[[Sequence[RawArrival]], None]
Cursor = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """An arrival of the project's own making: its file in `samples/` and what it is, for people and tests."""

    title: str
    path: Path


@dataclass(frozen=True)
class Channel:
    """A way in and out. A function that the channel has not is None.

    `send` returns the message's number at the other side, raises TryLater or Refused; `is_repeatable`: a second
    attempt with the same key reaches the person once. `poll` takes what is new and returns the next cursor; `wait`
    sleeps until something may be new, at most so many seconds. `hook` reads a request, and answers it with 403 where
    the secret is wrong. `read` is pure. `fetch` brings at most `limit` bytes, else raises Refused. `wall` is the
    address (`Outgoing.to`) of the own wall or channel, empty where the settings name none; `send` posts there what
    `is_post`.
    """

    slug: str
    title: str
    description: str
    kinds: frozenset[str]
    settings: type[ChannelSettings]
    samples: tuple[Sample, ...]
    check: Callable[[Any], Checked]
    read: Callable[[Any, RawArrival], Arrival]
    send: Callable[[Any, Outgoing], str] | None = None
    is_repeatable: bool = False
    poll: Callable[[Any, Cursor, Keep], Cursor] | None = None
    wait: Callable[[Any, Cursor, float], None] | None = None
    hook: Callable[[Any, HookRequest], HookReply] | None = None
    fetch: Callable[[Any, RemoteFile, int], bytes] | None = None
    wall: Callable[[Any], str] | None = None
