"""What one section of a package holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from otklik.core.document import Block
from otklik.reporting.packages.scope import PackageScope


@dataclass(frozen=True)
class Field:
    """A figure that may stand inside the free words as «{name}»: bound to its source, never typed."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Drawn:
    """A section's figures: tables and pictures, plain facts for other reports, fields for the words.

    `source` says in words where they come from and as of when; `missing` what is not there and ought to be.
    """

    blocks: tuple[Block, ...]
    source: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    missing: str = ""


def nothing(_scope: PackageScope) -> Drawn:
    """A section of words alone."""
    return Drawn((), "")


@dataclass(frozen=True)
class Section:
    """A part of the package; `hint` tells what to write, `needs_text` that it may not stay without words.

    `place` is the name of the page where its source is mended.
    """

    slug: str
    title: str
    hint: str
    draw: Callable[[PackageScope], Drawn] = nothing
    needs_text: bool = False
    place: str = ""
