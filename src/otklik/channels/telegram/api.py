"""Calling a method of the Bot API, and what its refusals mean. Source: https://core.telegram.org/bots/api."""

from collections.abc import Mapping
from typing import Any

from otklik.channels.contract import Refused, TryLater
from otklik.channels.events import Event, inner, number, words
from otklik.channels.http import READ_SECONDS, Answer, ask, refuse_faults
from otklik.channels.telegram.settings import TelegramSettings

NETWORK = "Telegram"
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _CONFLICT, _TOO_MANY = 401, 403, 404, 409, 429
_WRONG_KEY = "Ключ бота не подходит: возьмите действующий у @BotFather и впишите его в настройки."
_REFUSALS = {
    "chat not found": "Такого собеседника нет: бот может писать только тем, кто написал ему первым.",
    "message is too long": "Сообщение слишком длинное для Telegram.",
    "file is too big": "Файл больше, чем Telegram отдаёт ботам (20 МБ).",
    "message thread not found": "Обсуждения, под которым нужно ответить, больше нет.",
    "not enough rights": "У бота нет права писать в группе обсуждений: сделайте его администратором группы.",
    "have no rights": "У бота нет права писать в группе обсуждений: сделайте его администратором группы.",
    "bad webhook": "Telegram не принял адрес для уведомлений: нужен https с верным сертификатом, порт 443 или 8443.",
}


def call(
    settings: TelegramSettings,
    method: str,
    content: Mapping[str, Any] | None = None,
    *,
    form: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
    seconds: float = READ_SECONDS,
) -> Any:
    """The `result` of the method. Raises Refused or TryLater with what the administrator should know."""
    url = f"{settings.hosts.api_url}/bot{settings.token.get_secret_value()}/{method}"
    sent = None if files else content or {}
    return result_of(ask("POST", url, settings.hosts, content=sent, form=form, files=files, seconds=seconds))


def result_of(answer: Answer) -> Any:
    """The result; a refusal as an exception."""
    if answer.status == _TOO_MANY:
        raise TryLater(f"{NETWORK} просит подождать.", after=_pause(answer))
    refuse_faults(answer, NETWORK)
    found = answer.json()
    if found.get("ok") is True:
        return found.get("result")
    raise _refusal(answer.status, found)


def _refusal(status: int, found: Event) -> Refused | TryLater:
    said = words(found, "description").casefold()
    if status in (_UNAUTHORIZED, _NOT_FOUND) and "chat" not in said:
        return Refused(_WRONG_KEY)
    if status == _CONFLICT:
        return TryLater(
            "Telegram отдаёт новое другому получателю: адресу для уведомлений или второй программе.", after=60
        )
    known = next((meaning for mark, meaning in _REFUSALS.items() if mark in said), "")
    if known:
        return Refused(known)
    if status == _FORBIDDEN:
        return Refused("Человек остановил бота: написать ему нельзя, пока он не напишет сам.")
    return Refused(f"{NETWORK} отказал: код {status}.")


def _pause(answer: Answer) -> int:
    try:
        asked = number(inner(answer.json(), "parameters"), "retry_after")
    except TryLater:
        asked = 0
    return asked or answer.pause() or 1
