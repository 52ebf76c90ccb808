"""By which way a person is thanked: the channel that he wrote from, as far as it still reaches him."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.improvement.authors import Source
from otklik.improvement.models import OutcomeNotice
from otklik.intake.models import Contact

Way = OutcomeNotice.Way
#: Kinds of channels that answer by themselves; the rest answers by what the contact holds.
NETWORKS = frozenset({"vk", "ok", "telegram", "max", "messenger", "social"})
PORTALS = frozenset({"pos", "epgu", "regional_portal", "mkgu", "vash_kontrol", "culture", "mobile_app"})
#: Which contact is tried first, by the kind of the channel.
_BY_POST = (Way.LETTER, Way.EMAIL, Way.PHONE)
_ALOUD = (Way.PHONE, Way.LETTER, Way.EMAIL)
_OTHERWISE = (Way.EMAIL, Way.LETTER, Way.PHONE)
_FIRST = {
    "post": _BY_POST,
    "box": _BY_POST,
    "document_system": _BY_POST,
    "reception": _ALOUD,
    "leader": _ALOUD,
    "phone": _ALOUD,
    "event": _ALOUD,
    "place": _ALOUD,
}
ERASED = "Контактные данные стёрты по просьбе автора или по сроку хранения."
NOTHING = "Автор не оставил контактов, и кода для проверки у сообщения нет."


@dataclass(frozen=True)
class Chosen:
    """The way, what was said that it answers, and why nothing reaches (empty where something does)."""

    way: str
    source: Source
    obstacle: str = ""


def ways_of(source: Source) -> tuple[Way, ...]:
    """All ways that reach the author of one source, his own channel first."""
    kind = source.item.channel.kind if source.item else ""
    own = (Way.NETWORK,) if kind in NETWORKS else (Way.PORTAL,) if kind in PORTALS else ()
    if source.is_erased:
        return ()
    contact = source.contact or Contact()
    reach = {Way.EMAIL: contact.email, Way.LETTER: contact.address, Way.PHONE: contact.phone}
    by_contact = tuple(way for way in _FIRST.get(kind, _OTHERWISE) if reach[way].strip())
    by_code = (Way.STATUS,) if source.item and source.item.tracking_digest else ()
    return (*own, *by_contact, *by_code)


def choose_way(person: Sequence[Source]) -> Chosen:
    """The way for a person: by the first source that anything reaches; the status page only where nothing else does."""
    reached = [(source, ways[0]) for source in person if (ways := ways_of(source))]
    for source, way in reached:
        if way != Way.STATUS:
            return Chosen(way, source)
    if reached:
        return Chosen(reached[0][1], reached[0][0])
    first = person[0]
    return Chosen(Way.STATUS, first, ERASED if first.is_erased else NOTHING)
