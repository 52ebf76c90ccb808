"""What was attached to a message or a comment of VK."""

from otklik.channels.contract import RemoteFile
from otklik.channels.events import Event, inner, joined, listed, number, point, size, words

_LINKED = {"video": "Видео", "wall": "Запись", "audio": "Звукозапись", "market": "Товар", "poll": "Опрос"}


def files_of(message: Event) -> tuple[RemoteFile, ...]:
    """Photos in their largest size, documents, voice messages, drawings."""
    found = [_file(one) for one in listed(message, "attachments")]
    return tuple(one for one in found if one is not None)


def quoted_of(message: Event) -> str:
    """What cannot be brought as a file or was said by others: links, videos, forwarded messages."""
    linked = [_linked(one) for one in listed(message, "attachments")]
    forwarded = [words(one, "text") for one in listed(message, "fwd_messages")]
    return joined([*linked, *forwarded])


def place_of(message: Event) -> str:
    """The point that the person sent."""
    geo = inner(message, "geo")
    coordinates = inner(geo, "coordinates")
    name = words(inner(geo, "place"), "title")
    return point(coordinates.get("latitude"), coordinates.get("longitude"), name)


def _file(attachment: Event) -> RemoteFile | None:
    kind = words(attachment, "type")
    found = inner(attachment, kind)
    if kind == "photo":
        return _photo(found)
    if kind == "doc" and words(found, "url"):
        name = words(found, "title") or f"Документ {words(found, 'id')}.{words(found, 'ext')}"
        return RemoteFile(name, words(found, "url"), size(found, "size"))
    if kind == "audio_message":
        link, ending = words(found, "link_mp3"), "mp3"
        link, ending = (link, ending) if link else (words(found, "link_ogg"), "ogg")
        return RemoteFile(f"Голосовое сообщение {words(found, 'id')}.{ending}", link) if link else None
    if kind == "graffiti" and words(found, "url"):
        return RemoteFile(f"Рисунок {words(found, 'id')}.png", words(found, "url"))
    return None


def _photo(photo: Event) -> RemoteFile | None:
    sizes = [*listed(photo, "sizes"), inner(photo, "orig_photo")]
    known = [one for one in sizes if words(one, "url")]
    if not known:
        return None
    largest = max(known, key=lambda one: number(one, "width") * number(one, "height"))
    return RemoteFile(f"Фото {words(photo, 'id')}.jpg", words(largest, "url"))


def _linked(attachment: Event) -> str:
    kind = words(attachment, "type")
    found = inner(attachment, kind)
    if kind == "link":
        return f"Ссылка: {words(found, 'url')}"
    if kind in _LINKED and words(found, "id"):
        owner = words(found, "owner_id") or words(found, "to_id")
        return f"{_LINKED[kind]}: https://vk.com/{kind}{owner}_{words(found, 'id')}"
    return ""
