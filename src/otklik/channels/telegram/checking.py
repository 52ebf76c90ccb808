"""«Проверить связь» of Telegram: who the bot is; the webhook is set, or taken away where we ask ourselves.

Sources: https://core.telegram.org/bots/api#getme, #setwebhook, #getwebhookinfo, #deletewebhook.
"""

from otklik.channels.contract import Checked, Refused, TryLater
from otklik.channels.events import Event, number, words
from otklik.channels.telegram.api import call
from otklik.channels.telegram.receiving import UPDATES
from otklik.channels.telegram.settings import TelegramSettings


def check(settings: TelegramSettings) -> Checked:
    """Say whose key it is and how updates come, or what to do."""
    try:
        bot = call(settings, "getMe")
        found = _called(settings) if settings.is_called else _asked(settings)
    except (Refused, TryLater) as problem:
        return Checked(False, problem.message)
    name = words(bot if isinstance(bot, dict) else {}, "username")
    hears = "" if not settings.takes_comments or _hears_groups(bot) else _DEAF
    return Checked(found.is_good, f"Бот @{name}. {found.said}{hears}")


_DEAF = (
    " Комментарии под записями канала бот слышит, только если он администратор группы обсуждений (или если у "
    "@BotFather выключить Group Privacy)."
)


def _called(settings: TelegramSettings) -> Checked:
    wanted = {
        "url": settings.hook_url,
        "secret_token": settings.hook_secret.get_secret_value(),
        "allowed_updates": list(UPDATES),
    }
    call(settings, "setWebhook", wanted)
    info = call(settings, "getWebhookInfo")
    status: Event = info if isinstance(info, dict) else {}
    if words(status, "url") != settings.hook_url:
        return Checked(False, "Telegram не записал адрес для уведомлений: проверьте адрес и попробуйте ещё раз.")
    waiting, problem = number(status, "pending_update_count"), words(status, "last_error_message")
    if waiting and problem:
        return Checked(
            False,
            f"Telegram не может передать уведомления ({problem[:120]}), ждёт своей очереди: {waiting}. Проверьте, что "
            "сервер виден из интернета по https с действующим сертификатом.",
        )
    return Checked(True, "Уведомления приходят по вашему адресу.")


def _asked(settings: TelegramSettings) -> Checked:
    """A webhook that stands would keep getUpdates from working; what waits is kept."""
    call(settings, "deleteWebhook", {"drop_pending_updates": False})
    return Checked(True, "Программа сама спрашивает Telegram о новом (getUpdates).")


def _hears_groups(bot: object) -> bool:
    return isinstance(bot, dict) and bot.get("can_read_all_group_messages") is True
