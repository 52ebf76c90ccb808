"""Who looks from a region: never somebody of an administration, and with no right inside any of them."""

from dataclasses import dataclass

from otklik.accounts.models import User
from otklik.region.enums import RegionRole
from otklik.region.models import RegionPerson


@dataclass(frozen=True)
class RegionActor:
    """A person of a region."""

    region_id: int
    region_slug: str
    region_title: str
    time_zone: str
    user_id: int
    name: str
    role: str

    @property
    def keeps(self) -> bool:
        """Asks administrations in and adds people."""
        return self.role == RegionRole.KEEPER


def region_actor_of(user: User) -> RegionActor | None:
    """The actor of a signed-in person of a region; None for everybody else."""
    if user.administration_id is not None or not user.is_active:
        return None
    found = RegionPerson.objects.select_related("region").filter(user_id=user.pk).first()
    if found is None:
        return None
    region = found.region
    return RegionActor(region.pk, region.slug, region.title, region.time_zone, user.pk, str(user), found.role)
