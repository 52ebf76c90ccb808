"""Topics that were used, with their headings up to level 1, laid out as a tree by the editions' parent codes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

DIRECT = "/direct"


@dataclass(frozen=True)
class Heading:
    """A topic of any level: «0003.0009.0097.0000 Дороги», with the code above it (empty at the top)."""

    code: str
    level: int
    name: str
    parent: str = ""


@dataclass(frozen=True)
class TopicTree:
    """Headings by code; a code met in several editions stands once, in the newest edition's words."""

    headings: Mapping[str, Heading] = field(default_factory=dict)
    #: Codes that stand at questions themselves, not only as headings of others.
    assigned: frozenset[str] = frozenset()

    def path(self, code: str) -> tuple[str, ...]:
        """The code and those above it, lowest first; a parent missing from the edition ends the path."""
        found: list[str] = []
        while code in self.headings and code not in found:
            found.append(code)
            code = self.headings[code].parent
        return tuple(found)

    def children(self) -> Mapping[str, list[Heading]]:
        """Headings by the code above them, each list by code; the top stands under the empty code."""
        below: dict[str, list[Heading]] = defaultdict(list)
        for code in sorted(self.headings):
            heading = self.headings[code]
            below[heading.parent if heading.parent in self.headings else ""].append(heading)
        return below

    def walk(self) -> Iterator[tuple[int, Heading, bool]]:
        """Each heading with its depth from 0 and whether others stand below it, parents before children."""
        below = self.children()
        stack = [(0, heading) for heading in reversed(below.get("", []))]
        while stack:
            depth, heading = stack.pop()
            inner = below.get(heading.code, [])
            yield depth, heading, bool(inner)
            stack.extend((depth + 1, child) for child in reversed(inner))
