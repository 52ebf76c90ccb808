"""What `otklik check` asks of the node itself: whether secrets can be read, files kept, and whether there is room."""

from collections.abc import Iterator

from django.utils import timezone

from otklik.base.file_store import file_store
from otklik.delivery.connections import settings_of
from otklik.delivery.models import ChannelConnection
from otklik.operation.agreement import different_keys, different_orders
from otklik.operation.beats import node_name
from otklik.operation.mail import stored_facts
from otklik.operation.readiness import LEAST_FREE_BYTES, free_bytes
from otklik.operation.state.store import KEY_ADVICE, ORDER_ADVICE


def node_problems() -> Iterator[str]:
    """Problems in plain words with what to do; nothing when all is well."""
    yield from _secrets()
    yield from node_disagreements()
    if wrong := file_store().trouble():
        yield f"Вложения: {wrong}"
    if free_bytes() < LEAST_FREE_BYTES:
        yield "На диске папки данных нет места: освободите его, иначе система остановится (df -h)."


def node_disagreements() -> Iterator[str]:
    """What the nodes of one database have differently and must have alike."""
    now, name = timezone.now(), node_name()
    if keys := different_keys(name, now):
        yield f"{keys} {KEY_ADVICE}"
    for order in different_orders(name, now):
        yield f"{order} {ORDER_ADVICE}"


def _secrets() -> Iterator[str]:
    """Passwords of channels and of the mail are enciphered with the installation's key: it may have been changed."""
    unread = [one.title for one in ChannelConnection.objects.order_by("pk") if not _can_read(one)]
    if unread:
        titles = ", ".join(f"«{title}»" for title in unread[:5])
        yield (
            f"Настройки соединений не читаются ({len(unread)}: {titles}): секретный ключ программы сменился. "
            "Верните прежний OTKLIK_SECRET_KEY (файл secret.key) или введите пароли каналов снова."
        )
    try:
        stored_facts()
    except ValueError:
        yield "Пароль почты системы не читается: секретный ключ программы сменился. Введите его снова."


def _can_read(connection: ChannelConnection) -> bool:
    try:
        settings_of(connection)
    except LookupError:  # a plug-in of another release: its settings are whole all the same
        return True
    except ValueError:
        return False
    return True
