"""Files that leave for VK: https://dev.vk.com/ru/api/upload/document-in-profile."""

from collections.abc import Mapping

from otklik.channels.contract import OutgoingFile, Refused
from otklik.channels.events import inner, words
from otklik.channels.http import ask, refuse_faults
from otklik.channels.vk.api import NETWORK, call
from otklik.channels.vk.settings import VkSettings


def upload(settings: VkSettings, file: OutgoingFile, thread: Mapping[str, str], peer: str) -> str:
    """Put the file where the message can name it; returns its name, as `doc-1_2`."""
    if thread.get("public"):
        place = call(settings, "docs.getWallUploadServer", group_id=settings.group_id)
    else:
        place = call(settings, "docs.getMessagesUploadServer", type="doc", peer_id=peer)
    url = words(place, "upload_url") if isinstance(place, dict) else ""
    answer = ask("POST", url, settings.hosts, files={"file": (file.name, file.content, file.media_type)})
    refuse_faults(answer, NETWORK)
    taken = words(answer.json(), "file")
    if not taken:
        raise Refused(f"{NETWORK} не приняла файл «{file.name}»: такие файлы или такой размер там не разрешены.")
    saved = call(settings, "docs.save", file=taken, title=file.name)
    document = inner(saved, "doc") if isinstance(saved, dict) else {}
    return f"doc{words(document, 'owner_id')}_{words(document, 'id')}"
