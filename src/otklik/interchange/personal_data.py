"""Where an Open311 message says it is: a place may be somebody's home."""

from collections.abc import Iterable

from django.db.models import QuerySet

from otklik.base.personal_data import Held, Holder, Person
from otklik.interchange.models import GeoRequest


def _rows(person: Person) -> QuerySet[GeoRequest]:
    return GeoRequest.objects.filter(administration_id=person.administration_id, item_id__in=person.item_ids)


def held_places(person: Person) -> Iterable[Held]:
    """Coordinates and address as they were sent."""
    for row in _rows(person).order_by("pk"):
        point = f"{row.latitude}, {row.longitude}" if row.latitude is not None else ""
        facts = (("Точка", point), ("Адрес", row.address), ("Номер адреса", row.address_id))
        yield Held("Место в сообщении Open311", row.requested_at, tuple(one for one in facts if one[1]))


def forget_places(person: Person) -> int:
    """Blank them; the number stays."""
    return _rows(person).update(latitude=None, longitude=None, address="", address_id="")


HOLDER = Holder(
    slug="interchange.places",
    title="Места сообщений Open311",
    kinds="координаты и адрес места",
    held=held_places,
    forget=forget_places,
)
