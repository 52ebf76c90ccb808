"""How events come: webhooks with the right secret, polling that loses and doubles nothing, files within bounds."""

import json
import threading
import time
from typing import Any

import pytest
from tests.channels.servers.base import Reply, Trouble
from tests.channels.servers.telegram import TelegramServer
from tests.channels.servers.vk import GROUP, VkServer

from otklik.channels.contract import Channel, Cursor, HookRequest, RawArrival, TryLater
from otklik.channels.registry import channels
from otklik.channels.vk.names import forget_names

Network = tuple[str, Any]
HOOK = "https://otklik.example/hooks/nobody-guesses-this/"
SECRET = "a-secret-of-tests-123"


def opened(network: Network, **more: Any) -> tuple[Channel, Any, Any]:
    """The channel, its settings, the server."""
    slug, server = network
    channel = channels()[slug]
    return channel, channel.settings(**server.settings(hook_secret=SECRET, **more)), server


class Hook:
    """Our side of a webhook, as the engine has it: keeps what the channel gives, answers what it says."""

    def __init__(self, channel: Channel, settings: Any) -> None:
        self.channel, self.settings = channel, settings
        self.kept: list[RawArrival] = []
        self.faults = 0

    def __call__(self, url: str, headers: Any, body: bytes) -> tuple[int, str]:
        if self.faults:
            self.faults -= 1
            return 500, ""
        query = dict(pair.split("=") for pair in url.partition("?")[2].split("&") if pair)
        lower = {name.lower(): value for name, value in headers.items()}
        assert self.channel.hook
        reply = self.channel.hook(self.settings, HookRequest("POST", lower, query, body))
        self.kept += reply.arrivals
        return reply.status, reply.body


def connected(network: Network) -> Hook:
    """The network calls us: registered by «Проверить связь»."""
    channel, settings, server = opened(network, hook_url=HOOK)
    server.caller = Hook(channel, settings)
    checked = channel.check(settings)
    assert checked.is_good, checked.said
    return server.caller


def texts(channel: Channel, settings: Any, kept: list[RawArrival]) -> list[str]:
    found = [channel.read(settings, one).incoming for one in kept]
    return [one.text for one in found if one]


def test_the_network_calls_where_the_check_told_it_to(network: Network) -> None:
    hook = connected(network)
    network[1].person_writes("Не вывозят мусор")
    assert texts(hook.channel, hook.settings, hook.kept) == ["Не вывозят мусор"]


def test_what_we_could_not_take_is_repeated_under_one_key(network: Network) -> None:
    hook = connected(network)
    hook.faults = 2
    event = network[1].person_writes("Не вывозят мусор")
    network[1].deliver(event)
    assert len(hook.kept) == 2
    assert len({one.key for one in hook.kept}) == 1
    network[1].person_writes("Не вывозят мусор")
    assert len({one.key for one in hook.kept}) == 2


def forged(network: Network, event: dict[str, Any], secret: str) -> tuple[int, str, int]:
    """What comes of a call with this secret: status, body, how many arrivals."""
    slug, _ = network
    channel, settings, _ = opened(network, hook_url=HOOK)
    header = {"telegram": "x-telegram-bot-api-secret-token", "max": "x-max-bot-api-secret"}.get(slug)
    body = event | {"secret": secret} if slug == "vk" else event
    request = HookRequest(
        "POST",
        {header: secret} if header else {},
        {"secret": secret} if slug == "ok" else {},
        json.dumps(body).encode(),
    )
    assert channel.hook
    reply = channel.hook(settings, request)
    return reply.status, reply.body, len(reply.arrivals)


def test_whoever_does_not_know_the_secret_is_refused(network: Network) -> None:
    event = network[1].person_writes("Не вывозят мусор")
    for wrong in ("", "a-secret-of-tests-124", "тайна"):
        status, _, kept = forged(network, event, wrong)
        assert (status, kept) == (403, 0)
    assert forged(network, event, SECRET) == (200, "ok", 1)


def test_what_is_no_event_is_refused(network: Network) -> None:
    channel, settings, _ = opened(network, hook_url=HOOK)
    headers = {"x-telegram-bot-api-secret-token": SECRET, "x-max-bot-api-secret": SECRET}
    assert channel.hook
    for body in (b"", b"[]", b"\xff", b"{" * 5000, b'{"a":' * 3000, b"x" * 2_000_000, b"{}"):
        reply = channel.hook(settings, HookRequest("POST", headers, {"secret": SECRET}, body))
        assert reply.status in (400, 403)
        assert not reply.arrivals
    assert channel.hook(settings, HookRequest("GET", headers, {"secret": SECRET}, b"")).status == 400


def test_the_secret_of_vk_is_not_kept(vk_server: VkServer) -> None:
    hook = connected(("vk", vk_server))
    vk_server.person_writes("Не вывозят мусор")
    assert SECRET.encode() not in hook.kept[0].body


def test_vk_is_asked_once_who_wrote_and_not_waited_for(vk_server: VkServer) -> None:
    hook = connected(("vk", vk_server))
    for text in ("Не вывозят мусор", "И снег"):
        vk_server.person_writes(text)
    vk_server.person_comments("Согласна", from_id=51002)
    forget_names()
    vk_server.trouble(Trouble(path="users.get", reply=Reply({}, 500)))
    vk_server.person_comments("Ещё", from_id=51003)
    vk_server.person_comments("И ещё", from_id=51003)
    read = [hook.channel.read(hook.settings, one).incoming for one in hook.kept]
    assert [one.name for one in read if one] == ["Ольга Носова"] * 3 + ["", ""]
    assert len([one for one in vk_server.asked if one.path.endswith("users.get")]) == 3


def test_the_handshake_of_vk_is_answered_by_the_code_of_the_group(vk_server: VkServer) -> None:
    channel, settings, _ = opened(("vk", vk_server), hook_url=HOOK)
    assert channel.hook

    def said(settings: Any, group: int) -> tuple[int, str]:
        body = json.dumps({"type": "confirmation", "group_id": group}).encode()
        reply = channel.hook(settings, HookRequest("POST", {}, {}, body))  # type: ignore[misc]
        return reply.status, reply.body

    assert said(settings, GROUP) == (200, "c0nf1rm")
    assert said(settings, 1)[0] == 403
    _, by_hand, _ = opened(("vk", vk_server), hook_url=HOOK, confirmation="byhand")
    assert said(by_hand, GROUP) == (200, "byhand")


def test_a_failed_handshake_is_said_with_what_to_do(vk_server: VkServer) -> None:
    channel, settings, _ = opened(("vk", vk_server), hook_url=HOOK)
    vk_server.caller = lambda *_: (502, "")
    checked = channel.check(settings)
    assert not checked.is_good
    assert "виден из интернета" in checked.said


def polled(network: Network, cursor: Cursor) -> tuple[list[RawArrival], Cursor]:
    channel, settings, _ = opened(network)
    kept: list[RawArrival] = []
    assert channel.poll
    return kept, channel.poll(settings, cursor, kept.extend)


def started(network: Network) -> Cursor:
    """A closed network: the check sets polling up, the first question begins the queue."""
    channel, settings, _ = opened(network)
    checked = channel.check(settings)
    assert checked.is_good, checked.said
    assert "сама спрашивает" in checked.said
    kept, cursor = polled(network, {})
    assert not kept
    return cursor


def test_a_closed_network_asks_and_takes_each_event_once(network: Network) -> None:
    cursor = started(network)
    for number in range(120):
        network[1].person_writes(f"Сообщение {number}")
    kept, cursor = polled(network, cursor)
    channel, settings, _ = opened(network)
    assert texts(channel, settings, kept) == [f"Сообщение {number}" for number in range(120)]
    assert polled(network, cursor)[0] == []


def test_what_was_not_kept_comes_again(network: Network) -> None:
    cursor = started(network)
    network[1].person_writes("Не вывозят мусор")
    channel, settings, _ = opened(network)

    def crash(_: Any) -> None:
        raise RuntimeError("killed")

    assert channel.poll
    with pytest.raises(RuntimeError):
        channel.poll(settings, cursor, crash)
    kept, _ = polled(network, cursor)
    assert len(kept) == 1


def test_waiting_ends_as_soon_as_something_comes_and_takes_nothing(network: Network) -> None:
    cursor = started(network)
    channel, settings, server = opened(network)
    began = time.monotonic()
    threading.Timer(0.2, server.person_writes, ["Не вывозят мусор"]).start()
    assert channel.wait
    channel.wait(settings, cursor, 20)
    assert 0.2 <= time.monotonic() - began < 18
    assert len(polled(network, cursor)[0]) == 1


def test_whoever_is_called_does_not_ask(network: Network) -> None:
    channel, settings, server = opened(network, hook_url=HOOK)
    assert channel.poll
    assert channel.wait
    assert channel.poll(settings, {"a": 1}, list) == {"a": 1}
    channel.wait(settings, {}, 5)
    assert not server.asked


def test_a_webhook_gives_way_to_asking_when_the_network_is_closed_again(network: Network) -> None:
    connected(network)
    network[1].caller = lambda *_: (200, "ok")
    if network[0] == "vk":
        network[1].hooks.clear()  # The administrator takes the server away in the group; VK serves both ways at once.
    cursor = started(network)
    network[1].person_writes("Не вывозят мусор")
    assert len(polled(network, cursor)[0]) == 1


def test_the_queue_of_vk_goes_on_when_its_key_ends(vk_server: VkServer) -> None:
    network = ("vk", vk_server)
    cursor = started(network)
    vk_server.person_writes("Первое")
    vk_server.session += 1
    kept, cursor = polled(network, cursor)
    assert len(kept) == 1
    kept, _ = polled(network, cursor | {"ts": "999"})
    assert len(kept) == 1


def test_another_program_that_asks_too_is_named(telegram_server: TelegramServer) -> None:
    channel, settings, _ = opened(("telegram", telegram_server))
    telegram_server.hook = {"url": "https://other.example/"}
    assert channel.poll
    with pytest.raises(TryLater, match="другому получателю"):
        channel.poll(settings, {}, list)


def test_the_check_says_whose_key_it_is_and_what_is_wrong(network: Network) -> None:
    channel, _, server = opened(network, hook_url=HOOK)
    wrong = channel.check(channel.settings(**server.settings(token="1:wrong")))
    assert not wrong.is_good
    assert "впишите" in wrong.said or "получите" in wrong.said
    lost = channel.check(channel.settings(**server.settings(api_url="http://127.0.0.1:9")))
    assert not lost.is_good
    assert lost.said.startswith("Нет связи с 127.0.0.1")


def test_a_key_without_rights_is_named_with_those_that_it_lacks(vk_server: VkServer) -> None:
    channel, settings, _ = opened(("vk", vk_server))
    vk_server.rights.remove("wall")
    assert "стена" in channel.check(settings).said
    vk_server.mask |= 8192
    assert channel.check(settings).is_good


def test_a_server_added_by_hand_needs_no_right_to_manage(vk_server: VkServer) -> None:
    vk_server.rights.remove("manage")
    channel, settings, _ = opened(("vk", vk_server), hook_url=HOOK, confirmation="byhand")
    checked = channel.check(settings)
    assert checked.is_good
    assert "Подтвердить" in checked.said
    assert not vk_server.hooks


def test_telegram_tells_why_it_cannot_call(telegram_server: TelegramServer) -> None:
    hook = connected(("telegram", telegram_server))
    hook.faults = 9
    telegram_server.person_writes("Не вывозят мусор")
    checked = hook.channel.check(hook.settings)
    assert not checked.is_good
    assert "500" in checked.said
