"""Posts in a group of OK by its REST interface.

Sources: https://apiok.ru/dev/methods/rest/mediatopic/mediatopic.post, https://apiok.ru/dev/methods/ (how requests are
signed).
"""

import hashlib
import json
from collections.abc import Mapping

from otklik.channels.contract import Outgoing, Refused, TryLater
from otklik.channels.events import number, words
from otklik.channels.http import ask, refuse_faults
from otklik.channels.ok.api import NETWORK, refused_by
from otklik.channels.ok.settings import OkSettings

#: OK asks that parameters be signed without the token itself.
_UNSIGNED = "access_token"
_REFUSALS = {
    10: "Приложению не дано право GROUP_CONTENT, или тот, чей токен, не администратор группы.",
    103: "Вечный токен приложения не подходит: получите новый в карточке приложения.",
    104: "Секретный ключ сессии не подходит к токену: скопируйте оба заново из карточки приложения.",
}


def wall(settings: OkSettings) -> str:
    """The group that posts go to; empty while the application's keys are not filled in."""
    return settings.group_id if settings.can_post else ""


def post(settings: OkSettings, outgoing: Outgoing) -> str:
    """A topic of the group in its own name. OK knows no key of a post, so that a lost answer is uncertain."""
    if not settings.can_post:
        raise Refused("Для публикаций в Одноклассниках впишите в настройки номер группы и ключи приложения.")
    content = {"media": [{"type": "text", "text": outgoing.text}]}
    form = {
        "application_key": settings.application_key,
        "attachment": json.dumps(content, ensure_ascii=False),
        "format": "json",
        "gid": outgoing.to,
        "method": "mediatopic.post",
        "type": "GROUP_THEME",
    }
    form |= {"sig": signature(form, settings.post_secret.get_secret_value())}
    form |= {_UNSIGNED: settings.post_token.get_secret_value()}
    answer = ask("POST", f"{settings.hosts.api_url}/fb.do", settings.hosts, form=form)
    refuse_faults(answer, NETWORK)
    return f"topic:{outgoing.to}/{topic_number(answer.body)}"


def signature(form: Mapping[str, str], secret: str) -> str:
    """MD5 of the parameters in order of their names with the secret behind them, as OK wants it."""
    signed = "".join(f"{name}={form[name]}" for name in sorted(form) if name != _UNSIGNED)
    return hashlib.md5(f"{signed}{secret}".encode(), usedforsecurity=False).hexdigest()


def topic_number(body: bytes) -> str:
    """The topic's number, which OK answers as a bare string; an object is a refusal."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise TryLater(f"{NETWORK} ответили непонятно.", is_uncertain=True) from None
    if isinstance(found, dict):
        known = _REFUSALS.get(number(found, "error_code"))
        raise Refused(known) if known else refused_by(found)
    return words({"topic": found}, "topic")[:60]
