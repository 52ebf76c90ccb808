"""«Проверить связь» with a bounded time: a mute server costs seconds, not the page."""

import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime

from otklik.channels.contract import Channel, ChannelSettings, Checked, Refused, TryLater

LIMIT = 20.0
MUTE = "Сервер не ответил за 20 секунд. Проверьте адрес и порт и открыт ли к нему выход из вашей сети."
BROKEN = "Проверка оборвалась по вине программы. Причина записана в журнал сервера: покажите её разработчикам."

_log = logging.getLogger(__name__)


def check_in_time(channel: Channel, settings: ChannelSettings, limit: float = LIMIT) -> Checked:
    """What the channel says of its settings, in words; never raises, never lasts much longer than `limit` seconds."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
    try:
        return pool.submit(channel.check, settings).result(timeout=limit)
    except NotInTime:
        return Checked(is_good=False, said=MUTE)
    except (TryLater, Refused) as told:
        return Checked(is_good=False, said=told.message)
    except Exception as broken:  # noqa: BLE001 - whatever a plug-in raises, the administrator gets words
        _log.warning("check of %s broke off: %s", channel.slug, type(broken).__name__)
        return Checked(is_good=False, said=BROKEN)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
