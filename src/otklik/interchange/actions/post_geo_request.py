"""A message by Open311. Порядок: murashi 2.3."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.core.appeals import ItemKind
from otklik.intake.models import FeedbackItem
from otklik.interchange.actions.post_item import Author, Posted, post_item
from otklik.interchange.keys import Caller
from otklik.interchange.models import GeoFace, GeoRequest

#: The application that holds the key answers for the consent; so its developer has signed.
CONSENT = "Open311: согласие взяло приложение"
_MOST_LATITUDE, _MOST_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True)
class GeoPosted:
    """A message as the specification names its parts."""

    service_code: str
    description: str
    author: Author
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    address_id: str = ""
    media_url: str = ""

    @property
    def place(self) -> str:
        """In words for the registry."""
        point = f"{self.latitude}, {self.longitude}" if self.latitude is not None else ""
        return ", ".join(one for one in (self.address, point) if one)


@transaction.atomic
def post_geo_request(*, caller: Caller, face: GeoFace, posted: GeoPosted) -> GeoRequest:
    """Take it in as a statement; RuleBroken for a service that is not published, no text, no place."""
    service = face.services.filter(slug=posted.service_code, is_active=True).first()
    if service is None:
        raise RuleBroken("service_unknown", f"service_code {posted.service_code} was not found.", "service_code")
    _check(posted)
    text = f"{posted.description}\n\nСнимок: {posted.media_url}" if posted.media_url else posted.description
    message = Posted(
        text=text,
        kind=ItemKind.STATEMENT,
        author=posted.author,
        place=posted.place,
        channel=face.channel,
        process=service.slug,
    )
    receipt = post_item(caller=caller, posted=message)
    return GeoRequest.objects.create(
        administration_id=face.administration_id,
        item=FeedbackItem.objects.get(pk=receipt.item_id),
        service=service,
        token=secrets.token_urlsafe(24),
        latitude=posted.latitude,
        longitude=posted.longitude,
        address=posted.address[:300],
        address_id=posted.address_id[:100],
        requested_at=timezone.now(),
    )


def _check(posted: GeoPosted) -> None:
    if not posted.description.strip():
        raise RuleBroken("description", "description was not provided.", "description")
    has_point = posted.latitude is not None and posted.longitude is not None
    if not (has_point or posted.address or posted.address_id):
        raise RuleBroken("place", "lat and long, address_string or address_id must be provided.", "lat")
    if has_point and not (
        abs(posted.latitude or 0) <= _MOST_LATITUDE and abs(posted.longitude or 0) <= _MOST_LONGITUDE
    ):
        raise RuleBroken("point", "lat or long is out of range.", "lat")
