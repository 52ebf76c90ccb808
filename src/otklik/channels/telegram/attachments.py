"""What was attached to a message of Telegram."""

from otklik.channels.contract import RemoteFile
from otklik.channels.events import Event, inner, listed, number, point, size, words

_FILES = {
    "document": ("Документ", ""),
    "voice": ("Голосовое сообщение", "ogg"),
    "audio": ("Звукозапись", "mp3"),
    "video": ("Видео", "mp4"),
    "video_note": ("Видеосообщение", "mp4"),
    "animation": ("Анимация", "mp4"),
}


def files_of(message: Event) -> tuple[RemoteFile, ...]:
    """The photo in its largest size, documents, voice, video; an animation also comes as a document, once."""
    found = []
    photos = [one for one in listed(message, "photo") if words(one, "file_id")]
    if photos:
        largest = max(photos, key=lambda one: number(one, "width") * number(one, "height"))
        found.append(_file(message, largest, "Фото", "jpg"))
    for kind, (title, ending) in _FILES.items():
        file = inner(message, kind)
        if words(file, "file_id") and not (kind == "document" and inner(message, "animation")):
            found.append(_file(message, file, title, ending))
    return tuple(found)


def place_of(message: Event) -> str:
    """The point or the place that the person sent."""
    venue = inner(message, "venue")
    location = inner(message, "location") or inner(venue, "location")
    name = ", ".join(one for one in (words(venue, "title"), words(venue, "address")) if one)
    return point(location.get("latitude"), location.get("longitude"), name)


def _file(message: Event, file: Event, title: str, ending: str) -> RemoteFile:
    name = words(file, "file_name") or f"{title} {words(message, 'message_id')}.{ending}".rstrip(".")
    return RemoteFile(name, words(file, "file_id"), size(file, "file_size"))
