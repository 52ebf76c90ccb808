"""A connection of the tests' own channel, and how something comes by it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.correspondence import toy_channel
from tests.correspondence.toy_channel import TOY, ToySettings, raw

from otklik.catalog.models import Administration, Channel
from otklik.channels import registry
from otklik.channels.contract import RawArrival
from otklik.correspondence import waking
from otklik.correspondence.actions.keep_arrivals import keep_arrivals
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.models import InboundMessage
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection, OutgoingMessage

Connect = Callable[..., ChannelConnection]
Come = Callable[..., InboundMessage]


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product's registry with one channel more."""
    known = {**registry.channels(), "toy": TOY}
    monkeypatch.setattr(registry, "channels", lambda: known)
    for kept in (toy_channel.WAITING, toy_channel.SENT, toy_channel.POLLS, toy_channel.FILES, waking._asked):
        kept.clear()
    return


@pytest.fixture
def connect(administration: Administration) -> Connect:
    """Connect: `connect()`, `connect(kind="vk", is_enabled=False)`."""

    def made(*, kind: str = "email", audience: str = "external", **facts: Any) -> ChannelConnection:
        own = Channel.objects.filter(administration=administration, audience=audience)
        number = ChannelConnection.objects.count() + 1
        return ChannelConnection.objects.create(
            administration_id=administration.pk,
            title=facts.pop("title", f"Подключение {number}"),
            adapter="toy",
            channel=(own.filter(kind=kind).first() or own[0]).slug,
            sealed_settings=seal_settings(ToySettings()),
            is_enabled=facts.pop("is_enabled", True),
            hook_key=facts.pop("hook_key", f"toy-hook-key-{number}"),
            **facts,
        )

    return made


@pytest.fixture
def connection(connect: Connect) -> ChannelConnection:
    """A connection that most tests need."""
    return connect()


@pytest.fixture
def come(connection: ChannelConnection) -> Come:
    """A message comes and is read: `come("key", text="…")`."""

    def came(key: str, /, *, by: ChannelConnection | None = None, **facts: Any) -> InboundMessage:
        arrival: RawArrival = raw(key, **facts)
        keep_arrivals((by or connection).pk, [arrival])
        read_waiting_arrivals()
        return InboundMessage.objects.get(connection=by or connection, key=key)

    return came


@pytest.fixture
def say(come: Come) -> Callable[..., str]:
    """A person of a network says something; gives what was said to him in reply, «» for silence."""
    told = iter(range(1, 1000))

    def said(text: str, *, talker: str = "ivan", **facts: Any) -> str:
        before = OutgoingMessage.objects.count()
        arrival = come(f"talk-{next(told)}", text=text, talker=talker, name="Иван", is_talk=True, **facts)
        assert arrival.state in (InboundMessage.State.TAKEN, InboundMessage.State.PASSED_OVER), arrival.last_error
        return "\n".join(OutgoingMessage.objects.order_by("pk").values_list("text", flat=True)[before:])

    return said
