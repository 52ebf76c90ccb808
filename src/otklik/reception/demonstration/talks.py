"""What people of the demonstration come with."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Talk:
    """A topic, what was asked and what was said; `solved` at the visit itself."""

    topic: str
    text: str
    said: str
    solved: bool = False


@cache
def talks() -> tuple[Talk, ...]:
    """All of them in the order of the file."""
    text = (resources.files("otklik.reception.demonstration") / "talks.toml").read_text("utf-8")
    return tuple(Talk(**row) for row in tomllib.loads(text)["talks"])
