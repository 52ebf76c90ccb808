"""Calling the interface of MAX, and what its refusals mean. Source: https://dev.max.ru/docs-api."""

from collections.abc import Mapping
from typing import Any

from otklik.channels.contract import Refused, TryLater
from otklik.channels.events import Event, words
from otklik.channels.http import READ_SECONDS, Answer, ask, refuse_faults
from otklik.channels.max.settings import MaxSettings

NETWORK = "MAX"
_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 200, 401, 403, 404
#: The file is still being looked at; it is sent a little later.
NOT_READY = "attachment.not.ready"
_STOPPED = "Человек остановил бота или удалил диалог: написать ему нельзя, пока он не напишет сам."


def call(
    settings: MaxSettings,
    method: str,
    path: str,
    *,
    params: Mapping[str, str] | None = None,
    content: Mapping[str, Any] | None = None,
    seconds: float = READ_SECONDS,
) -> Event:
    """What the interface answered. Raises Refused or TryLater with what the administrator should know."""
    headers = {"Authorization": settings.token.get_secret_value()}
    url = f"{settings.hosts.api_url}{path}"
    answer = ask(method, url, settings.hosts, params=params, content=content, headers=headers, seconds=seconds)
    return object_of(answer)


def object_of(answer: Answer) -> Event:
    """The object that was answered; a refusal as an exception."""
    refuse_faults(answer, NETWORK)
    found = answer.json()
    if answer.status == _OK and found.get("success") is not False:
        return found
    raise _refusal(answer.status, found)


def _refusal(status: int, found: Event) -> Refused | TryLater:
    code, said = words(found, "code"), words(found, "message").casefold()
    if code == NOT_READY:
        return TryLater("MAX ещё обрабатывает файл.", after=2)
    if status == _UNAUTHORIZED or code == "verify.token":
        return Refused("Токен бота не подходит: скопируйте действующий на платформе MAX и впишите его в настройки.")
    if "suspended" in said or "suspended" in code or (status == _FORBIDDEN and code.startswith("chat")):
        return Refused(_STOPPED)
    if status == _NOT_FOUND and "chat" in code + said:
        return Refused("Такого собеседника в MAX нет.")
    if status == _FORBIDDEN:
        return Refused("MAX не разрешает боту это действие.")
    return Refused(f"{NETWORK} отказал: код {status} {code[:60]}".rstrip() + ".")
