"""Before an administration stops showing its figures: who sees them now, of which quarters, what is erased."""

from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.region.actions.membership import can_join_region
from otklik.region.enums import MemberState
from otklik.region.models import QuarterFigures, RegionMember


@dataclass(frozen=True)
class Leaving:
    """The region, the quarters that it sees, oldest first, and other regions that go on seeing them."""

    slug: str
    title: str
    is_joined: bool
    quarters: tuple[Quarter, ...]
    others: tuple[str, ...]


def leaving(actor: Actor, region_slug: str) -> Leaving:
    """NotFound without the right or for a region that never asked. Порядок: gatchina 1.1"""
    if not can_join_region(actor):
        raise NotFound
    own = RegionMember.objects.filter(administration_id=actor.administration_id).select_related("region")
    rows = {one.region.slug: one for one in own.order_by("region__title")}
    if region_slug not in rows:
        raise NotFound
    keys = QuarterFigures.objects.filter(administration_id=actor.administration_id).order_by("quarter")
    others = [one for slug, one in rows.items() if slug != region_slug and one.state == MemberState.JOINED]
    return Leaving(
        region_slug,
        rows[region_slug].region.title,
        rows[region_slug].state == MemberState.JOINED,
        tuple(Quarter.from_key(key) for key in keys.values_list("quarter", flat=True)),
        tuple(one.region.title for one in others),
    )
