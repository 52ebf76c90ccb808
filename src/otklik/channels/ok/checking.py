"""«Проверить связь» of OK: whether the key is right; the subscription is made, of the kind that the settings ask for.

Sources: https://apiok.ru/dev/graph_api/bot_api, graph.user.chats, graph.user.subscribe, graph.user.subscriptions.
"""

from otklik.channels.contract import Checked, Refused, TryLater
from otklik.channels.events import listed, words
from otklik.channels.ok.api import call
from otklik.channels.ok.settings import OkSettings

EVENTS = ("MESSAGE_CREATED", "MESSAGE_CALLBACK", "CHAT_SYSTEM")


def check(settings: OkSettings) -> Checked:
    """Say whether the key is right and how events come, or what to do."""
    try:
        call(settings, "GET", "me/chats", params={"count": "1"})
        return _called(settings) if settings.is_called else _asked(settings)
    except (Refused, TryLater) as problem:
        return Checked(False, problem.message)


def _called(settings: OkSettings) -> Checked:
    """Subscribe our address; the answer to that counts where the list of subscriptions cannot be had."""
    address = settings.hook_address
    if address not in _subscribed(settings):
        call(settings, "POST", "me/subscribe", content={"url": address})
    known = _subscribed(settings)
    if known and address not in known:
        return Checked(False, "Одноклассники не записали адрес для уведомлений: проверьте, что сервер виден снаружи.")
    return Checked(True, "Ключ группы подходит. Уведомления приходят по вашему адресу.")


def _asked(settings: OkSettings) -> Checked:
    """End what calls us; of others' addresses none is touched."""
    for url in _subscribed(settings):
        if url.partition("?")[2] == f"secret={settings.hook_secret.get_secret_value()}":
            call(settings, "POST", "me/unsubscribe", content={"url": url})
    call(settings, "POST", "me/subscribe", content={"types": list(EVENTS), "longPolling": True})
    return Checked(True, "Ключ группы подходит. Программа сама спрашивает Одноклассники о новом (long polling).")


def _subscribed(settings: OkSettings) -> list[str]:
    return [words(one, "url") for one in listed(call(settings, "GET", "me/subscriptions"), "subscriptions")]
