"""«Проверить связь» of VK: who the key speaks for, what it may, whether events come. What it can set, it sets.

Sources: https://dev.vk.com/ru/method/groups.getById, groups.getTokenPermissions, groups.addCallbackServer,
groups.setCallbackSettings, groups.setLongPollSettings.
"""

from typing import Any

from otklik.channels.contract import Checked, Refused, TryLater
from otklik.channels.events import Event, inner, listed, number, words
from otklik.channels.vk.api import VERSION, call
from otklik.channels.vk.settings import VkSettings

EVENTS = (
    "message_new", "message_edit", "message_deny", "wall_post_new", "wall_reply_new", "wall_reply_edit",
    "wall_reply_delete", "wall_reply_restore", "board_post_new", "board_post_edit", "board_post_delete",
    "board_post_restore", "photo_comment_new", "photo_comment_edit", "video_comment_new", "video_comment_edit",
)  # fmt: skip
#: Rights of a key: name, bit of the mask (some keys list only a part of the names), word for people.
_NEEDED = (
    ("messages", 1 << 12, "сообщения"),
    ("wall", 1 << 13, "стена"),
    ("docs", 1 << 17, "файлы"),
    ("manage", 1 << 18, "управление"),
)
_BY_HAND = (
    "Сервер вы добавляете в группе сами: проверьте, что там стоят этот адрес и секретный ключ, отмечены события и "
    "нажато «Подтвердить»."
)
#: VK shows it in the settings of the group; at most 14 signs.
TITLE = "Отклик"


def check(settings: VkSettings) -> Checked:
    """Say whose key it is and how events come, or what to do."""
    try:
        name = _group_name(settings)
        lacking = _lacking_rights(settings)
        if lacking:
            return Checked(False, f"Группа «{name}»: ключу не хватает прав: {lacking}. Создайте ключ с ними.")
        if settings.is_by_hand:
            return Checked(True, f"Группа «{name}». {_BY_HAND}")
        said = _called(settings) if settings.is_called else _asked(settings)
    except (Refused, TryLater) as problem:
        return Checked(False, problem.message)
    return Checked(said.is_good, f"Группа «{name}». {said.said}")


def _group_name(settings: VkSettings) -> str:
    found = call(settings, "groups.getById", group_id=settings.group_id)
    groups = listed(found, "groups") if isinstance(found, dict) else _objects(found)
    if not groups or number(groups[0], "id") != settings.group_id:
        raise Refused("Ключ доступа — от другой группы: проверьте номер группы.")
    return words(groups[0], "name")


def _lacking_rights(settings: VkSettings) -> str:
    granted = call(settings, "groups.getTokenPermissions")
    rights: Event = granted if isinstance(granted, dict) else {}
    names, mask = {words(one, "name") for one in listed(rights, "permissions")}, number(rights, "mask")
    needed = [right for right in _NEEDED if right[0] != "manage" or not settings.is_by_hand]
    return ", ".join(title for name, bit, title in needed if name not in names and not mask & bit)


def _called(settings: VkSettings) -> Checked:
    """Callback API: register our address where it is not yet, then ask for the events."""
    server = _server(settings) or _add_server(settings)
    wanted: dict[str, object] = dict.fromkeys(EVENTS, 1)
    call(
        settings, "groups.setCallbackSettings", group_id=settings.group_id, server_id=server["id"],
        api_version=VERSION, **wanted,
    )  # fmt: skip
    status = words(server, "status")
    if status in ("failed", "unconfigured"):
        return Checked(
            False,
            "Адрес для уведомлений записан в группе, но ВКонтакте не получила от него подтверждения. Проверьте, что "
            "сервер виден из интернета по https, и нажмите «Проверить связь» ещё раз.",
        )
    return Checked(True, "Уведомления приходят по вашему адресу." if status == "ok" else "Адрес записан в группе.")


def _server(settings: VkSettings) -> Event | None:
    found = call(settings, "groups.getCallbackServers", group_id=settings.group_id)
    servers = listed(found if isinstance(found, dict) else {}, "items")
    server = next((one for one in servers if words(one, "url") == settings.hook_url), None)
    if server is not None and words(server, "secret_key") != settings.hook_secret.get_secret_value():
        _write_server(settings, "groups.editCallbackServer", server_id=number(server, "id"))
    return server


def _add_server(settings: VkSettings) -> Event:
    added = _write_server(settings, "groups.addCallbackServer")
    server_id = number(inner({"added": added}, "added"), "server_id")
    return _server(settings) or {"id": server_id, "status": "wait"}


def _write_server(settings: VkSettings, method: str, **more: object) -> Any:
    secret = settings.hook_secret.get_secret_value()
    return call(
        settings, method, group_id=settings.group_id, url=settings.hook_url, title=TITLE, secret_key=secret, **more
    )


def _asked(settings: VkSettings) -> Checked:
    """Bots Long Poll API: switch it on with the events that are needed."""
    wanted: dict[str, object] = dict.fromkeys(EVENTS, 1)
    call(settings, "groups.setLongPollSettings", group_id=settings.group_id, enabled=1, api_version=VERSION, **wanted)
    call(settings, "groups.getLongPollServer", group_id=settings.group_id)
    return Checked(True, "Программа сама спрашивает ВКонтакте о новом (Long Poll).")


def _objects(found: object) -> list[Event]:
    return listed({"all": found}, "all")
