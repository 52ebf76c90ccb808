"""A parser of outside bytes as the fuzzers see it: what it is fed, what it may refuse with, what it may hand on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Form = Literal["bytes", "text", "json", "zip"]
#: Largest whole number that the databases keep.
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Target:
    """`feed` takes bytes and may raise `refusals` alone. `samples` are good files; `form` says how to spoil them."""

    name: str
    feed: Callable[[bytes], Any]
    samples: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = ()
    form: Form = "bytes"
    #: Marks of the format, put into the sample at random places.
    marks: tuple[bytes, ...] = ()
    #: A slow parser is given fewer examples.
    weight: float = 1.0

    def try_out(self, content: bytes) -> None:
        """Feed once; anything but a refusal is a finding."""
        said = "taken"
        try:
            self.feed(content)
        except self.refusals as refused:
            said = str(refused)
        assert said.strip(), "a refusal says what is wrong"


def read_all(paths: Iterable[Path]) -> tuple[bytes, ...]:
    """The samples of a folder."""
    return tuple(path.read_bytes() for path in sorted(paths) if path.is_file())


def as_text(content: bytes) -> str:
    """What a form or a cell would hold; halves of surrogate pairs too."""
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace")


def storable(*texts: str) -> None:
    """No database keeps a NUL or half of a surrogate pair."""
    for text in texts:
        assert "\0" not in text, "NUL"
        text.encode()
