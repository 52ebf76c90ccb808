"""The group of the administration in VK: private messages, comments under its posts, its topics and wall."""

from pathlib import Path

from otklik.channels.contract import Channel, RemoteFile, Sample
from otklik.channels.remote_files import download
from otklik.channels.vk.api import NETWORK
from otklik.channels.vk.checking import check
from otklik.channels.vk.reading import read
from otklik.channels.vk.receiving import hook, poll, wait
from otklik.channels.vk.sending import send, wall
from otklik.channels.vk.settings import VkSettings

_SAMPLES = Path(__file__).parent / "samples"


def fetch(settings: VkSettings, file: RemoteFile, limit: int) -> bytes:
    """Bring a file by the address that VK gave."""
    return download(file.reference, settings.hosts, limit, NETWORK)


CHANNEL = Channel(
    slug="vk",
    title="Группа ВКонтакте",
    description=(
        "Личные сообщения группы, комментарии под её записями, обсуждения и записи на стене. Ответ уходит человеку в "
        "сообщения или под его комментарий."
    ),
    kinds=frozenset({"vk", "social"}),
    settings=VkSettings,
    samples=(
        Sample("Личное сообщение с фотографией", _SAMPLES / "message.json"),
        Sample("Личное сообщение с документом, голосом и местом на карте", _SAMPLES / "message_with_files.json"),
        Sample("Нажатие кнопки диалога", _SAMPLES / "button.json"),
        Sample("Исправленное личное сообщение", _SAMPLES / "message_edit.json"),
        Sample("Наклейка без текста", _SAMPLES / "sticker.json"),
        Sample("Комментарий под записью группы", _SAMPLES / "comment.json"),
        Sample("Ответ человека под ответом группы", _SAMPLES / "comment_reply.json"),
        Sample("Комментарий удалён", _SAMPLES / "comment_delete.json"),
        Sample("Сообщение в обсуждении", _SAMPLES / "topic.json"),
        Sample("Запись на стене группы", _SAMPLES / "wall_post.json"),
        Sample("Комментарий самой группы", _SAMPLES / "own_comment.json"),
        Sample("Человек запретил сообщения", _SAMPLES / "message_deny.json"),
    ),
    check=check,
    read=read,
    send=send,
    is_repeatable=True,
    poll=poll,
    wait=wait,
    hook=hook,
    fetch=fetch,
    wall=wall,
)
