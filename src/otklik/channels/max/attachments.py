"""What was attached to a message of MAX. Source: https://dev.max.ru/docs-api/objects/Message."""

import re

from otklik.channels.contract import RemoteFile
from otklik.channels.events import Event, inner, joined, listed, point, size, words

_FILES = {
    "image": ("Фото", "jpg"),
    "video": ("Видео", "mp4"),
    "audio": ("Голосовое сообщение", "mp3"),
    "file": ("Файл", ""),
}
_PHONE = re.compile(r"^TEL[^:\r\n]*:([+\d() -]{5,25})", re.MULTILINE | re.IGNORECASE)


def files_of(body: Event) -> tuple[RemoteFile, ...]:
    """Images, video, sound and files that have an address; MAX gives images in one size, the largest."""
    found = []
    for position, attachment in enumerate(listed(body, "attachments"), 1):
        kind, payload = words(attachment, "type"), inner(attachment, "payload")
        if kind not in _FILES or not words(payload, "url"):
            continue
        title, ending = _FILES[kind]
        name = words(attachment, "filename") or f"{title} {position}.{ending}".rstrip(".")
        found.append(RemoteFile(name, words(payload, "url"), size(attachment, "size")))
    return tuple(found)


def quoted_of(message: Event) -> str:
    """Links that were shared, and the message that was forwarded."""
    shared = [one for one in listed(inner(message, "body"), "attachments") if words(one, "type") == "share"]
    links = [f"Ссылка: {words(inner(one, 'payload'), 'url')}" for one in shared if words(inner(one, "payload"), "url")]
    link = inner(message, "link")
    forwarded = words(inner(link, "message"), "text") if words(link, "type") == "forward" else ""
    return joined([*links, forwarded])


def place_of(body: Event) -> str:
    """The point that the person sent."""
    found = next((one for one in listed(body, "attachments") if words(one, "type") == "location"), {})
    return point(found.get("latitude"), found.get("longitude"))


def phone_of(body: Event) -> str:
    """The number that the person shared."""
    found = next((one for one in listed(body, "attachments") if words(one, "type") == "contact"), {})
    told = _PHONE.search(words(inner(found, "payload"), "vcf_info"))
    return told.group(1).strip() if told else ""
