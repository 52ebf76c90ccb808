"""Events for another system of the administration: a signed call of its address (Standard Webhooks). Out only."""

from pathlib import Path

from otklik.channels.contract import Arrival, Channel, RawArrival, Sample
from otklik.channels.webhook.sending import check, send
from otklik.channels.webhook.settings import WebhookSettings

_SAMPLES = Path(__file__).parent / "samples"


def read(settings: WebhookSettings, raw: RawArrival) -> Arrival:  # noqa: ARG001 - a channel's shape
    """Nothing ever comes by it."""
    return Arrival(incoming=None, passed_over="По вебхуку ничего не приходит: он только сообщает о событиях.")


CHANNEL = Channel(
    slug="webhook",
    title="Вебхук",
    description="Сообщает другой системе администрации о событиях: принято, изменился статус, дан ответ. Без текстов "
    "и личных данных.",
    kinds=frozenset(),
    settings=WebhookSettings,
    samples=(Sample("Дан ответ на обращение", _SAMPLES / "answered.json"),),
    check=check,
    read=read,
    send=send,
    is_repeatable=True,
)
