"""Calling a method of VK's interface, and what its refusals mean."""

from collections.abc import Mapping
from typing import Any

from otklik.channels.contract import Refused, TryLater
from otklik.channels.events import number
from otklik.channels.http import READ_SECONDS, Answer, ask, refuse_faults
from otklik.channels.vk.settings import VkSettings

VERSION = "5.199"
NETWORK = "ВКонтакте"

#: Codes of https://dev.vk.com/ru/reference/errors and of messages.send, wall.createComment.
_PAUSES = {6: 1, 9: 300, 14: 3600, 29: 3600, 223: 3600}
_UNCERTAIN = {1, 10}
_REFUSALS = {
    5: "Ключ доступа группы не подходит: создайте новый в «Управление → Работа с API» и впишите его в настройки.",
    7: "У ключа доступа нет нужного права: создайте ключ с правами на сообщения, стену, файлы и управление.",
    15: "ВКонтакте не разрешает это действие: проверьте права ключа и то, что комментарии и сообщения включены.",
    27: "Ключ доступа группы не подходит: создайте новый в «Управление → Работа с API» и впишите его в настройки.",
    214: "ВКонтакте не разрешает группе публиковать записи: проверьте, что ключу дано право на стену.",
    219: "ВКонтакте не пропускает запись: недавно уже была рекламная. Повторите позже.",
    224: "ВКонтакте не пропускает запись: на сегодня их слишком много.",
    212: "Под этой записью группе нельзя комментировать: проверьте права ключа и настройки комментариев.",
    222: "ВКонтакте не пропускает ссылки в комментарии: уберите их из ответа.",
    213: "Под этой записью комментировать нельзя: комментарии закрыты.",
    900: "Человек внёс группу в чёрный список: написать ему нельзя.",
    901: "Человек не разрешил группе писать ему: сначала он должен написать сам.",
    902: "Человек закрыл сообщения настройками приватности: написать ему нельзя.",
    914: "Сообщение слишком длинное для ВКонтакте.",
    917: "Группа не состоит в этой беседе.",
    936: "Такого собеседника нет.",
}


def call(settings: VkSettings, method: str, **params: object) -> Any:
    """What the method answered. Raises Refused or TryLater with what the administrator should know."""
    return call_within(READ_SECONDS, settings, method, params)


def call_within(seconds: float, settings: VkSettings, method: str, params: Mapping[str, object]) -> Any:
    """The same, waited for at most so many seconds."""
    form = {name: str(value) for name, value in params.items() if value is not None}
    form |= {"access_token": settings.token.get_secret_value(), "v": VERSION}
    answer = ask("POST", f"{settings.hosts.api_url}/method/{method}", settings.hosts, form=form, seconds=seconds)
    return response_of(answer)


def response_of(answer: Answer) -> Any:
    """The `response` of an answer; its `error` as an exception."""
    refuse_faults(answer, NETWORK)
    found = answer.json()
    if "response" in found:
        return found["response"]
    error = found.get("error")
    raise refusal(error if isinstance(error, dict) else {})


def refusal(error: dict[str, Any]) -> Refused | TryLater:
    """What an error of VK means for whoever sends."""
    code = number(error, "error_code")
    if code in _PAUSES:
        return TryLater(f"{NETWORK} просит подождать (код {code}).", after=_PAUSES[code])
    if code in _UNCERTAIN:
        return TryLater(f"{NETWORK}: внутренняя ошибка (код {code}).", is_uncertain=True)
    return Refused(_REFUSALS.get(code, f"{NETWORK} отказала: код {code}."))
