"""Regions, their members and people, and the figures that they are shown."""

from otklik.region.models.figures import QuarterFigures
from otklik.region.models.region import Region, RegionMember, RegionPerson

__all__ = ["QuarterFigures", "Region", "RegionMember", "RegionPerson"]
