"""«Проверить связь» of MAX: who the bot is; the subscription is made, or ended where we ask ourselves.

Sources: https://dev.max.ru/docs-api/methods/GET/me, /POST/subscriptions, /GET/subscriptions, /DELETE/subscriptions.
"""

from otklik.channels.contract import Checked, Refused, TryLater
from otklik.channels.events import listed, words
from otklik.channels.max.api import call
from otklik.channels.max.reading import name_of
from otklik.channels.max.receiving import UPDATES
from otklik.channels.max.settings import MaxSettings


def check(settings: MaxSettings) -> Checked:
    """Say whose token it is and how updates come, or what to do."""
    try:
        bot = call(settings, "GET", "/me")
        found = _called(settings) if settings.is_called else _asked(settings)
    except (Refused, TryLater) as problem:
        return Checked(False, problem.message + _certificate(problem))
    return Checked(found.is_good, f"Бот «{name_of(bot)}». {found.said}")


def _called(settings: MaxSettings) -> Checked:
    secret = settings.hook_secret.get_secret_value()
    wanted = {"url": settings.hook_url, "update_types": list(UPDATES), "secret": secret}
    call(settings, "POST", "/subscriptions", content=wanted)
    if settings.hook_url not in _subscribed(settings):
        return Checked(False, "MAX не записал адрес для уведомлений: проверьте, что он начинается с https://.")
    return Checked(True, "Уведомления приходят по вашему адресу.")


def _asked(settings: MaxSettings) -> Checked:
    """While a subscription stands MAX answers no questions."""
    for url in _subscribed(settings):
        call(settings, "DELETE", "/subscriptions", params={"url": url})
    return Checked(
        True,
        "Программа сама спрашивает MAX о новом. MAX хранит события недолго и советует этот способ только там, где "
        "принять уведомления нельзя.",
    )


def _subscribed(settings: MaxSettings) -> list[str]:
    return [words(one, "url") for one in listed(call(settings, "GET", "/subscriptions"), "subscriptions")]


def _certificate(problem: Refused | TryLater) -> str:
    if not problem.message.startswith("Нет связи"):
        return ""
    return " Если интернет работает, установите в системе корневой сертификат Минцифры: по нему отвечает сервер MAX."
