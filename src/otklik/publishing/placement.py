"""The rules of placement in force: the administration's newest edition, or the profile's defaults."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from otklik.catalog.queries import procedure_of
from otklik.procedures.schema_duties import Placement
from otklik.publishing.models import PlacementRules

#: Least number of people behind a published number where nobody set another.
LEAST = 5


@dataclass(frozen=True)
class PlacementInForce:
    """What the public reads; `edition` 0 are the defaults, which the administration has not confirmed yet."""

    edition: int
    forms: Sequence[str]
    methods: Sequence[str]
    every: str
    criteria: Sequence[str]
    withheld: Sequence[str]
    withheld_artifacts: Sequence[str]
    minimum_count: int
    in_force_on: date | None
    clause: str
    quote: str

    @property
    def every_title(self) -> str:
        """«раз в квартал»."""
        return EVERY[self.every]


EVERY = {"month": "раз в месяц", "quarter": "раз в квартал", "year": "раз в год"}


def placement_of(administration_id: int, slug: str) -> PlacementInForce | None:
    """The rules in force; None where the decree does not leave them to the administration. Порядок: biysk 3, livny 3"""
    base = procedure_of(slug).placement
    if base is None:
        return None
    own = PlacementRules.objects.filter(administration_id=administration_id).first()
    return _of(base, own or base, own.in_force_on if own else None, own.edition if own else 0)


def _of(base: Placement, source: Placement | PlacementRules, since: date | None, edition: int) -> PlacementInForce:
    return PlacementInForce(
        edition,
        tuple(source.forms),
        tuple(source.methods),
        source.every,
        tuple(source.criteria),
        tuple(source.withheld),
        tuple(source.withheld_artifacts),
        source.minimum_count,
        since,
        base.clause,
        base.quote,
    )


def withheld_artifacts(administration_id: int, slug: str) -> frozenset[str]:
    """Artifacts that the administration keeps back; none where the decree leaves no list to it."""
    found = placement_of(administration_id, slug)
    return frozenset(found.withheld_artifacts) if found else frozenset()


def least_people(administration_id: int, slug: str) -> int:
    """The least number of people behind a published number."""
    found = placement_of(administration_id, slug)
    return found.minimum_count if found else LEAST
