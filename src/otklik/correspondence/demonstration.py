"""Connections of the demonstration: they lead nowhere and are switched off; what came by them shows how it is kept."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.catalog.models import Administration, Channel
from otklik.catalog.queries import administration_by_slug
from otklik.channels.registry import channels
from otklik.core.appeals import Audience
from otklik.correspondence.models import ExpectedFile, InboundMessage, ReplyAddress
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem

#: A port of this computer on which nobody answers.
_NOWHERE = "http://127.0.0.1:9"
_PASSWORD = "для показа"  # noqa: S105 - leads nowhere
_SETTINGS: dict[str, dict[str, Any]] = {
    "email": {
        "imap_host": "imap.example.invalid", "user": "priem@example.invalid", "password": _PASSWORD,
        "from_address": "priem@example.invalid",
    },
    "vk": {"group_id": 200300400, "token": _PASSWORD, "api_url": _NOWHERE},
    "telegram": {"token": "1:dlya-pokaza", "api_url": _NOWHERE},
    "ok": {"token": _PASSWORD, "api_url": _NOWHERE},
    "max": {"token": _PASSWORD, "api_url": _NOWHERE},
}  # fmt: skip
_TITLES = {"email": "Ящик приёмной", "vk": "Группа администрации", "telegram": "Бот администрации"}
_PASSED_OVER = {"email": ("Автоответ: письмо отправила программа", "Рассылка", "Уведомление о прочтении")}
_PASSED_OVER_IN_NETWORKS = ("Наклейка без слов", "Запись самой группы", "Удалённое сообщение")
_TROUBLE = "Канал был выключен в настройках, пока сообщение ждало разбора."
SHOWN = 6


@transaction.atomic
def load_correspondence(slug: str, today: date) -> None:
    """For each channel that a plug-in can serve one connection, with arrivals taken, passed over and not understood."""
    administration = administration_by_slug(slug)
    if ChannelConnection.objects.filter(administration_id=administration.pk).exists():
        return
    at = datetime.combine(today - timedelta(days=1), time(9), ZoneInfo(administration.time_zone))
    external = Channel.objects.filter(administration=administration, audience=Audience.EXTERNAL.value, is_active=True)
    for channel in external:
        fitting = [slug for slug in _SETTINGS if slug in channels() and channel.kind in channels()[slug].kinds]
        if fitting:
            connection = _connection(administration, channel, fitting[0], at)
            _arrivals(connection, channel, at)


def _connection(administration: Administration, channel: Channel, slug: str, at: datetime) -> ChannelConnection:
    settings, own = channels()[slug].settings.model_validate(_SETTINGS[slug]), _TITLES.get(slug, channels()[slug].title)
    is_taken = ChannelConnection.objects.filter(administration_id=administration.pk, title=own).exists()
    return ChannelConnection.objects.create(
        administration_id=administration.pk,
        title=f"{own} ({channel.title})"[:120] if is_taken else own,
        adapter=slug,
        channel=channel.slug,
        sealed_settings=seal_settings(settings),
        hook_key=f"pokaz-{administration.slug}-{channel.slug}"[:43],
        last_arrival_at=at,
        checked_at=at,
        is_check_good=False,
        check_said="Подключение для показа: сервера с таким именем нет.",
    )


def _arrivals(connection: ChannelConnection, channel: Channel, at: datetime) -> None:
    newest = FeedbackItem.objects.filter(channel=channel, audience=Audience.EXTERNAL.value).order_by("-received_at")
    items = list(newest.only("pk", "number", "received_at")[:SHOWN])
    rows = [_row(connection, f"pokaz-{item.pk}", item.received_at) for item in items]
    for row, item in zip(rows, items, strict=True):
        row.state, row.item, row.became = InboundMessage.State.TAKEN, item, f"обращение № {item.number}"
    for number, reason in enumerate(_PASSED_OVER.get(connection.adapter, _PASSED_OVER_IN_NETWORKS)):
        row = _row(connection, f"pokaz-passed-{number}", at - timedelta(hours=number))
        row.state, row.became = InboundMessage.State.PASSED_OVER, reason
        rows.append(row)
    InboundMessage.objects.bulk_create([*rows, _dead(connection, at)])
    addresses = [ReplyAddress(item=item, connection=connection, talker=f"pokaz-{item.pk}") for item in items]
    ReplyAddress.objects.bulk_create(addresses, ignore_conflicts=True)
    if items:
        why = "Сеть не отдала файл за сутки. Попросите автора прислать его снова."
        ExpectedFile.objects.create(
            item=items[0], connection=connection, name="фото двора.heic", state=ExpectedFile.State.MISSING,
            last_error=why, next_attempt_at=at,
        )  # fmt: skip


def _row(connection: ChannelConnection, key: str, at: datetime) -> InboundMessage:
    return InboundMessage(
        administration_id=connection.administration_id,
        connection=connection,
        key=key,
        arrived_at=at,
        next_attempt_at=at,
        is_forgotten=True,
    )


def _dead(connection: ChannelConnection, at: datetime) -> InboundMessage:
    """What a person has to settle: the plug-in's own first sample, so that «Разобрать снова» really works."""
    row = _row(connection, "pokaz-dead", at)
    row.body, row.is_forgotten = channels()[connection.adapter].samples[0].path.read_bytes(), False
    row.state, row.attempts, row.last_error = InboundMessage.State.DEAD, 5, _TROUBLE
    return row
