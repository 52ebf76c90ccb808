"""Mappings of columns: shipped ones, and those that an administration keeps."""

from collections.abc import Sequence

from otklik.base.actor import Actor
from otklik.importers.field_readers import folded
from otklik.importers.layout import columns_key
from otklik.importers.mapping import ALTERNATIVES, Mapping, load_mapping, mapping_from_toml, shipped_mappings
from otklik.intake.models import ImportMapping

#: A shipped mapping is proposed when it knows so much of the file's columns; fewer columns are anybody's.
KNOWN_SHARE, FEWEST_COLUMNS = 0.7, 6


def find_mapping(actor: Actor, name: str) -> Mapping:
    """The administration's own mapping of the name, else a shipped one or a TOML file; MappingError when none."""
    own = ImportMapping.objects.filter(administration_id=actor.administration_id, name=name).first()
    return mapping_from_toml(own.toml, own.title) if own else load_mapping(name)


def known_mappings(actor: Actor) -> list[tuple[str, str]]:
    """Name and title of every mapping at hand, the administration's own first."""
    own = ImportMapping.objects.filter(administration_id=actor.administration_id).order_by("title")
    rows = list(own.values_list("name", "title"))
    taken = {name for name, _ in rows}
    return rows + [(name, one.title) for name, one in shipped_mappings().items() if name not in taken]


def recognised_mapping(actor: Actor, columns: Sequence[str]) -> str | None:
    """Name of the mapping for a file with these columns; None where none fits, or where two fit as well.

    The administration's own that was made for such a file comes first, else the shipped one that knows most of them.
    """
    own = ImportMapping.objects.filter(administration_id=actor.administration_id, columns_key=columns_key(columns))
    name = own.order_by("-pk").values_list("name", flat=True).first()
    if name or len(columns) < FEWEST_COLUMNS:
        return name
    shares = sorted(((known_share(one, columns), name) for name, one in shipped_mappings().items()), reverse=True)
    (best, name), (second, _) = shares[0], shares[1]
    return name if best >= KNOWN_SHARE and best > second else None


def known_share(mapping: Mapping, columns: Sequence[str]) -> float:
    """How much of the columns the mapping names, 0..1; 0 where it lacks its text or its date."""
    there = {folded(column) for column in columns}
    known: set[str] = set()
    for field, named in mapping.columns.items():
        parts = (named,) if isinstance(named, str) else named
        found = {folded(name) for part in parts for name in part.split(ALTERNATIVES)} & there
        if not found and field in {"text", "received_at"}:
            return 0.0
        known |= found
    return len(known) / max(1, len(there))
