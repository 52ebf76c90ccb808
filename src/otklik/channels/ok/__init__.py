"""The group of the administration in Odnoklassniki: messages to the group."""

from pathlib import Path

from otklik.channels.contract import Channel, RemoteFile, Sample
from otklik.channels.ok.api import NETWORK
from otklik.channels.ok.checking import check
from otklik.channels.ok.reading import read
from otklik.channels.ok.receiving import hook, poll, wait
from otklik.channels.ok.sending import send
from otklik.channels.ok.settings import OkSettings
from otklik.channels.ok.wall import wall
from otklik.channels.remote_files import download

_SAMPLES = Path(__file__).parent / "samples"


def fetch(settings: OkSettings, file: RemoteFile, limit: int) -> bytes:
    """Bring a file by the address that OK gave."""
    return download(file.reference, settings.hosts, limit, NETWORK)


CHANNEL = Channel(
    slug="ok",
    title="Группа в Одноклассниках",
    description="Сообщения группе администрации в Одноклассниках. Ответ уходит человеку в тот же чат.",
    kinds=frozenset({"ok", "social"}),
    settings=OkSettings,
    samples=(
        Sample("Сообщение группе", _SAMPLES / "message.json"),
        Sample("Сообщение с фотографией и файлом", _SAMPLES / "files.json"),
        Sample("Сообщение со ссылкой", _SAMPLES / "share.json"),
        Sample("Место на карте", _SAMPLES / "location.json"),
        Sample("Наклейка без текста", _SAMPLES / "sticker.json"),
        Sample("Нажатие кнопки", _SAMPLES / "callback.json"),
        Sample("Человек открыл чат с группой", _SAMPLES / "started.json"),
        Sample("Сообщение самой группы", _SAMPLES / "own.json"),
        Sample("Название чата изменилось", _SAMPLES / "system.json"),
    ),
    check=check,
    read=read,
    send=send,
    poll=poll,
    wait=wait,
    hook=hook,
    fetch=fetch,
    wall=wall,
)
