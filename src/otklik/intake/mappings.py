"""Mappings of columns: shipped ones, and those that an administration keeps."""

from otklik.base.actor import Actor
from otklik.importers.mapping import Mapping, load_mapping, mapping_from_toml, shipped_mappings
from otklik.intake.models import ImportMapping


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
