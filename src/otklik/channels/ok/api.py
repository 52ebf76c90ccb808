"""Calling the Graph API of OK for groups. Sources: https://apiok.ru/dev/graph_api/bot_api, https://apiok.ru/dev/errors."""

from collections.abc import Mapping
from typing import Any

from otklik.channels.contract import Refused, TryLater
from otklik.channels.events import Event, number, words
from otklik.channels.http import READ_SECONDS, Answer, ask, refuse_faults
from otklik.channels.ok.settings import OkSettings

NETWORK = "Одноклассники"
_PAUSES = {2: 60, 8: 300, 11: 300}
_UNKNOWN = 1
_HEADERS = {"Content-Type": "application/json;charset=utf-8"}
_REFUSALS = {
    7: "Человек запретил сообщения от группы.",
    10: "Человек не разрешил группе писать ему: сначала он должен написать сам.",
    50: "Ключ доступа не даёт прав администратора группы: получите новый в настройках группы.",
    102: "Ключ доступа группы больше не действует: получите новый в «Настройки → Сообщения» группы.",
    103: "Ключ доступа группы не подходит: получите новый в «Настройки → Сообщения» группы.",
    110: "Такого собеседника в Одноклассниках нет.",
    300: "Такого чата в Одноклассниках нет: человек должен написать группе первым.",
}
_TEXT_REFUSALS = {
    "too.long": "Сообщение слишком длинное для Одноклассников.",
    "chat.not": _REFUSALS[300],
}


def call(
    settings: OkSettings,
    method: str,
    path: str,
    *,
    params: Mapping[str, str] | None = None,
    content: Mapping[str, Any] | None = None,
    seconds: float = READ_SECONDS,
) -> Event:
    """What the interface answered. Raises Refused or TryLater with what the administrator should know."""
    query = {"access_token": settings.token.get_secret_value(), **(params or {})}
    url = f"{settings.hosts.api_url}/graph/{path}"
    return object_of(ask(method, url, settings.hosts, params=query, content=content, headers=_HEADERS, seconds=seconds))


def object_of(answer: Answer) -> Event:
    """The object that was answered; an `error_code` as an exception."""
    refuse_faults(answer, NETWORK)
    found = answer.json()
    if "error_code" in found:
        raise refused_by(found)
    if found.get("success") is False:
        raise Refused(f"{NETWORK} не выполнили запрос.")
    return found


def refused_by(found: Event) -> Refused | TryLater:
    """What the `error_code` of an answer means."""
    return _refusal(number(found, "error_code"), words(found, "error_msg").casefold())


def _refusal(code: int, said: str) -> Refused | TryLater:
    if code in _PAUSES:
        return TryLater(f"{NETWORK} просят подождать (код {code}).", after=_PAUSES[code])
    if code == _UNKNOWN:
        return TryLater(f"{NETWORK}: неизвестная ошибка на стороне сети.", is_uncertain=True)
    known = next((meaning for mark, meaning in _TEXT_REFUSALS.items() if mark in said), "")
    return Refused(known or _REFUSALS.get(code, f"{NETWORK} отказали: код {code}."))
