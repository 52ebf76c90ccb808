"""Tables of what comes in past the network."""

from otklik.offline.models.box import Box, BoxLetter, BoxOpening
from otklik.offline.models.call import PhoneCall
from otklik.offline.models.event import Event, EventFile, EventOpinion, EventParticipant
from otklik.offline.models.pack import PackLetter, PackPage, ScanPack
from otklik.offline.models.scan_text import ScanText

__all__ = [
    "Box", "BoxLetter", "BoxOpening", "Event", "EventFile", "EventOpinion", "EventParticipant", "PackLetter",
    "PackPage", "PhoneCall", "ScanPack", "ScanText",
]  # fmt: skip
