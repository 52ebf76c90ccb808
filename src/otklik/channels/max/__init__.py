"""The bot of the administration in MAX: private messages."""

from pathlib import Path

from otklik.channels.contract import Channel, RemoteFile, Sample
from otklik.channels.max.api import NETWORK
from otklik.channels.max.checking import check
from otklik.channels.max.reading import read
from otklik.channels.max.receiving import hook, poll, wait
from otklik.channels.max.sending import send, wall
from otklik.channels.max.settings import MaxSettings
from otklik.channels.remote_files import download

_SAMPLES = Path(__file__).parent / "samples"


def fetch(settings: MaxSettings, file: RemoteFile, limit: int) -> bytes:
    """Bring a file by the address that MAX gave."""
    return download(file.reference, settings.hosts, limit, NETWORK)


CHANNEL = Channel(
    slug="max",
    title="Бот в MAX",
    description="Сообщения боту администрации в национальном мессенджере MAX. Ответ уходит человеку в бот.",
    kinds=frozenset({"max", "messenger"}),
    settings=MaxSettings,
    samples=(
        Sample("Сообщение боту", _SAMPLES / "message.json"),
        Sample("Человек открыл бота", _SAMPLES / "started.json"),
        Sample("Фотография и файл", _SAMPLES / "files.json"),
        Sample("Место на карте", _SAMPLES / "location.json"),
        Sample("Человек поделился номером телефона", _SAMPLES / "contact.json"),
        Sample("Наклейка без текста", _SAMPLES / "sticker.json"),
        Sample("Нажатие кнопки", _SAMPLES / "callback.json"),
        Sample("Исправленное сообщение", _SAMPLES / "edited.json"),
        Sample("Сообщение удалено", _SAMPLES / "removed.json"),
        Sample("Сообщение в общем чате", _SAMPLES / "group_chat.json"),
        Sample("Человек остановил бота", _SAMPLES / "stopped.json"),
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
