"""What an attack found, and the names by which groups are told."""

from dataclasses import dataclass

#: Whom a cell counts: labels by dimension, totals left out.
Group = tuple[tuple[str, str], ...]
#: The leaf of those under no label.
REST = "прочие"
#: The label of a dimension made of one overlapping label, and what stands in its name.
YES, OF = "да", ": "
#: The dimension that tells an earlier count from a later one.
EDITION = "редакция"


@dataclass(frozen=True)
class Reached:
    """A group of fewer than the minimum that the tables give away together."""

    counts: str
    group: Group
    low: int
    high: int
    #: Tables that hide the group; nothing where no table knows it and a difference gives it away.
    hidden_in: tuple[str, ...]
    #: Tables whose counts, taken together, give it away.
    given_by: tuple[str, ...]
