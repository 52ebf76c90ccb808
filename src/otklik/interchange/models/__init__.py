"""Tables of the interchange, one file a subject."""

from otklik.interchange.models.geo import GeoFace, GeoRequest
from otklik.interchange.models.key import ApiKey, ApiUpload, StoredReply
from otklik.interchange.models.outer_number import OuterNumber
from otklik.interchange.models.webhook import Webhook

__all__ = ["ApiKey", "ApiUpload", "GeoFace", "GeoRequest", "OuterNumber", "StoredReply", "Webhook"]
