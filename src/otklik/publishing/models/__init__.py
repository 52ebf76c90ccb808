"""What goes before the public, by whose decision, and what was ever released."""

from otklik.publishing.models.open_data import OpenDataRules
from otklik.publishing.models.placement import PlacementRules
from otklik.publishing.models.post import PublicationPost
from otklik.publishing.models.publication import Publication
from otklik.publishing.models.release import Release

__all__ = ["OpenDataRules", "PlacementRules", "Publication", "PublicationPost", "Release"]
