"""Other ways to reach the administration: the decree's channels with the addresses that the administration set."""

from collections.abc import Iterable
from dataclasses import dataclass

from otklik.catalog.queries import Administration, Channel

#: Which contact of the administration belongs to a kind of channel; a contact under the channel's own slug goes first.
CONTACT_OF_KIND = {
    "post": "address",
    "reception": "reception",
    "phone": "phone",
    "email": "email",
    "pos": "pos",
    "epgu": "pos",
    "vk": "vk",
    "ok": "ok",
    "telegram": "telegram",
    "max": "max",
    "regional_portal": "regional_portal",
    "vash_kontrol": "vash_kontrol",
}
NOT_WAYS = {"web_form", "survey", "event", "staff_form"}


@dataclass(frozen=True)
class Way:
    """One way: its name, the address in words and the link where there is one."""

    title: str
    contact: str
    link: str


def other_ways(administration: Administration, channels: Iterable[Channel]) -> list[Way]:
    """Of the channels, those other than this form and surveys, in the decree's order."""
    ways = []
    for channel in channels:
        if channel.kind in NOT_WAYS:
            continue
        contacts = administration.contacts
        contact = str(contacts.get(channel.slug) or contacts.get(CONTACT_OF_KIND.get(channel.kind, ""), ""))
        ways.append(Way(channel.title, contact.removeprefix("https://"), _link(contact)))
    return ways


def _link(contact: str) -> str:
    if contact.startswith(("https://", "http://")):
        return contact
    if "@" in contact and " " not in contact:
        return f"mailto:{contact}"
    digits = "".join(sign for sign in contact if sign.isdigit() or sign == "+")
    is_phone = len(digits) >= 10 and not any(sign.isalpha() for sign in contact)  # noqa: PLR2004 - a full number
    return f"tel:{digits}" if is_phone else ""
