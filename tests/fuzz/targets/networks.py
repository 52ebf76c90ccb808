"""Events of the networks, as a webhook brings them and as they are kept."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from otklik.channels.contract import Channel, HookRequest, RawArrival
from otklik.channels.registry import channels
from tests.fuzz.target import Target, read_all
from tests.fuzz.targets.letters import check_arrival

NOW = datetime(2025, 6, 1, tzinfo=UTC)
SECRET = "povtoryaemyi-secret"
SETTINGS: dict[str, dict[str, Any]] = {
    "vk": {"group_id": 200300400, "token": "t", "confirmation": "abc"},
    "ok": {"token": "t"},
    "telegram": {"token": "1:a", "takes_comments": True, "channel": "@gorod"},
    "max": {"token": "t"},
}
HEADERS = {"x-telegram-bot-api-secret-token": SECRET, "x-max-bot-api-secret": SECRET}


def _read(channel: Channel, settings: Any, content: bytes) -> None:
    check_arrival(channel.read(settings, RawArrival("1", content, NOW)))


def _hook(channel: Channel, settings: Any, content: bytes) -> None:
    assert channel.hook is not None
    request = HookRequest("POST", HEADERS, {"secret": SECRET}, content)
    reply = channel.hook(settings, request)
    assert reply.status in {200, 400, 403}
    for arrival in reply.arrivals:
        _read(channel, settings, arrival.body)


def _targets(channel: Channel) -> list[Target]:
    given = {"hook_url": "https://otklik.example/hooks/1/", "hook_secret": SECRET, **SETTINGS[channel.slug]}
    settings = channel.settings.model_validate(given)
    samples = read_all(sample.path for sample in channel.samples)
    called = tuple(b'{"secret": "' + SECRET.encode() + b'", ' + one.lstrip()[1:] for one in samples)
    return [
        Target(f"{channel.slug}-event", partial(_read, channel, settings), samples, (ValueError,), form="json"),
        Target(f"{channel.slug}-hook", partial(_hook, channel, settings), called, form="json"),
    ]


TARGETS = tuple(target for slug in SETTINGS for target in _targets(channels()[slug]))
