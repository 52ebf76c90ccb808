"""A channel of the tests: it does what each message's address says, as servers outside do."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pytest

from otklik.catalog.models import Administration
from otklik.channels import registry
from otklik.channels.contract import Channel, ChannelSettings, Checked, Outgoing, Refused, TryLater
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection, OutgoingMessage


@dataclass
class OtherSide:
    """What reached the other side, in order; and after how many messages the slow address lets go."""

    taken: list[Outgoing] = field(default_factory=list)
    slow_after: int = 0
    free: threading.Event = field(default_factory=threading.Event)

    def send(self, _settings: ChannelSettings, outgoing: Outgoing) -> str:
        """The address says what happens."""
        if outgoing.to == "closed":
            raise Refused("Человек закрыл переписку.")
        if outgoing.to.startswith("later"):
            raise TryLater("Слишком часто.", after=int(outgoing.to.removeprefix("later") or 0) or None)
        if outgoing.to == "lost":
            raise TryLater("Ответ не пришёл.", is_uncertain=True)
        if outgoing.to == "bug":
            raise KeyError("message_id")
        if outgoing.to == "slow":
            assert self.free.wait(60)
        time.sleep(0.002)
        self.taken.append(outgoing)
        if len(self.taken) == self.slow_after:
            self.free.set()
        return f"m{len(self.taken)}"

    def texts(self) -> list[str]:
        """The words that reached it."""
        return [one.text for one in self.taken]


class NoSettings(ChannelSettings):
    """Nothing to set."""


@pytest.fixture
def other_side(monkeypatch: pytest.MonkeyPatch) -> Iterator[OtherSide]:
    """Two channels of the tests stand beside the shipped ones: `once` knows keys, `plain` does not."""
    side = OtherSide()
    plain = Channel(
        slug="plain",
        title="Сеть",
        description="",
        kinds=frozenset({"network"}),
        settings=NoSettings,
        samples=(),
        check=lambda _: Checked(is_good=True, said="Работает."),
        read=lambda _, raw: (_ for _ in ()).throw(AssertionError(raw)),
        send=side.send,
    )
    own = {"plain": plain, "once": replace(plain, slug="once", is_repeatable=True)}
    monkeypatch.setattr(registry, "channels", lambda: MappingProxyType(own))
    yield side
    side.free.set()


Connect = Callable[..., ChannelConnection]
Write = Callable[..., OutgoingMessage]


@pytest.fixture
def connect(administration: Administration) -> Connect:
    """Connect a channel: `connect("plain")`."""

    def made(adapter: str = "plain") -> ChannelConnection:
        count = ChannelConnection.objects.count()
        return ChannelConnection.objects.create(
            administration_id=administration.pk,
            title=f"{adapter} {count}",
            adapter=adapter,
            channel="social",
            sealed_settings=seal_settings(NoSettings()),
            is_enabled=True,
            hook_key=f"key-{count}",
        )

    return made


@pytest.fixture
def write(administration: Administration) -> Write:
    """Put a message into the outbox: `write(connection, "привет", to="7")`."""

    def written(connection: ChannelConnection | None, text: str = "Готово.", **facts: object) -> OutgoingMessage:
        given = {"to": "7", "subject": "", "file_ids": [], "target": administration, **facts}
        return send_later(
            administration_id=administration.pk,
            text=text,
            connection_id=connection.pk if connection else None,
            **given,  # type: ignore[arg-type]
        )

    return written
