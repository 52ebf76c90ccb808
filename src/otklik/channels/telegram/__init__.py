"""The bot of the administration in Telegram: private messages and comments under the posts of its channel."""

from pathlib import Path

from otklik.channels.contract import Channel, Sample
from otklik.channels.telegram.checking import check
from otklik.channels.telegram.reading import read
from otklik.channels.telegram.receiving import fetch, hook, poll, wait
from otklik.channels.telegram.sending import send, wall
from otklik.channels.telegram.settings import TelegramSettings

_SAMPLES = Path(__file__).parent / "samples"

CHANNEL = Channel(
    slug="telegram",
    title="Бот и канал в Telegram",
    description=(
        "Сообщения боту администрации и комментарии под записями её канала. Ответ уходит человеку в бот или под его "
        "комментарий."
    ),
    kinds=frozenset({"telegram", "messenger", "social"}),
    settings=TelegramSettings,
    samples=(
        Sample("Сообщение боту", _SAMPLES / "message.json"),
        Sample("Человек открыл бота", _SAMPLES / "start.json"),
        Sample("Фотография с подписью", _SAMPLES / "photo.json"),
        Sample("Документ", _SAMPLES / "document.json"),
        Sample("Голосовое сообщение", _SAMPLES / "voice.json"),
        Sample("Место на карте", _SAMPLES / "location.json"),
        Sample("Наклейка без текста", _SAMPLES / "sticker.json"),
        Sample("Исправленное сообщение", _SAMPLES / "edited.json"),
        Sample("Комментарий под записью канала", _SAMPLES / "comment.json"),
        Sample("Запись самого канала", _SAMPLES / "channel_post.json"),
        Sample("Разговор в группе не по записи", _SAMPLES / "group_talk.json"),
        Sample("Нажатие кнопки", _SAMPLES / "callback.json"),
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
