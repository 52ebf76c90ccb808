"""What leaves reaches the people of each network as it should, or the outbox is told why not."""

import logging
from typing import Any

import pytest
from tests.channels.servers.base import Reply, Trouble
from tests.channels.servers.telegram import TelegramServer
from tests.channels.servers.vk import GROUP, VkServer

from otklik.channels.contract import WALL, Channel, Outgoing, OutgoingFile, Refused, TryLater
from otklik.channels.registry import channels

Network = tuple[str, Any]
PEOPLE = {"vk": "51001", "ok": "chat:C3ecb9d02a600", "telegram": "610001", "max": "720001"}
STRANGERS = {"vk": "777", "ok": "chat:C0", "telegram": "777", "max": "777"}
PDF = OutgoingFile("Ответ № 5.pdf", b"%PDF-1.7 answer", "application/pdf")
KEY = "0d0c4a7e-1111-4222-8333-444455556666"


def opened(network: Network) -> tuple[Channel, Any, Any]:
    """The channel, its settings, the server."""
    slug, server = network
    channel = channels()[slug]
    return channel, channel.settings(**server.settings()), server


def send(network: Network, to: str = "", **more: Any) -> str:
    channel, settings, _ = opened(network)
    assert channel.send
    return channel.send(settings, Outgoing(key=KEY, to=to or PEOPLE[network[0]], **more))


def test_words_and_buttons_reach_the_person(network: Network) -> None:
    number = send(network, text="Согласны?", choices=("Да", "Нет"))
    (sent,) = network[1].sent
    assert (sent.to, sent.text, sent.choices) == (PEOPLE[network[0]], "Согласны?", ("Да", "Нет"))
    assert number.endswith(sent.number)


def test_a_post_stands_on_the_own_wall(network: Network) -> None:
    channel, settings, server = opened(network)
    assert channel.wall
    assert channel.send
    post = Outgoing(key=KEY, to=channel.wall(settings), text="Что вы сказали — что мы сделали", thread=WALL)
    number = channel.send(settings, post)
    (sent,) = server.sent
    assert (sent.to, sent.text, sent.choices) == (channel.wall(settings), post.text, ())
    assert number.endswith(sent.number)


def test_a_wall_post_repeated_by_its_key_stands_once(vk_server: VkServer) -> None:
    channel, settings, server = opened(("vk", vk_server))
    assert channel.send
    assert channel.wall
    post = Outgoing(key=KEY, to=channel.wall(settings), text="Итоги квартала", thread=WALL)
    assert channel.send(settings, post) == channel.send(settings, post)
    assert len(server.sent) == 1


@pytest.mark.parametrize(("slug", "without"), [("telegram", "channel"), ("max", "channel"), ("ok", "post_token")])
def test_without_its_settings_there_is_no_wall(slug: str, without: str, network_servers: dict[str, Any]) -> None:
    channel = channels()[slug]
    assert channel.wall
    assert channel.wall(channel.settings(**network_servers[slug].settings(**{without: ""}))) == ""


def test_ok_refuses_a_post_signed_with_another_key(network_servers: dict[str, Any]) -> None:
    channel = channels()["ok"]
    settings = channel.settings(**network_servers["ok"].settings(post_secret="another"))
    assert channel.wall
    assert channel.send
    with pytest.raises(Refused, match="Секретный ключ сессии"):
        channel.send(settings, Outgoing(key=KEY, to=channel.wall(settings), text="Итоги", thread=WALL))


def test_many_choices_fit_the_keyboard(network: Network) -> None:
    choices = tuple(f"Тема номер {number} с довольно длинным названием для кнопки" for number in range(18))
    send(network, text="О чём?", choices=choices)
    assert len(network[1].sent[0].choices) == 18


def test_a_long_answer_comes_in_parts_that_break_no_word(network: Network) -> None:
    text = " ".join(f"слово{number}" for number in range(1500))
    send(network, text=text, choices=("Да",))
    parts = [one.text for one in network[1].sent]
    assert len(parts) > 1
    assert " ".join(parts) == text
    assert [one.choices for one in network[1].sent] == [*[()] * (len(parts) - 1), ("Да",)]


def test_emoji_count_as_the_network_counts_them(telegram_server: TelegramServer) -> None:
    send(("telegram", telegram_server), text="😀" * 4000)
    assert "".join(one.text for one in telegram_server.sent) == "😀" * 4000


def test_files_leave_with_the_answer(network: Network) -> None:
    send(network, text="Ответ во вложении.", files=(PDF, OutgoingFile("фото.jpg", b"\xff\xd8jpeg", "image/jpeg")))
    files = [file for one in network[1].sent for file in one.files]
    assert files == [("Ответ № 5.pdf", PDF.content), ("фото.jpg", b"\xff\xd8jpeg")]
    assert network[1].sent[0].text == "Ответ во вложении."


def test_whoever_did_not_write_first_cannot_be_written_to(network: Network) -> None:
    with pytest.raises(Refused) as refused:
        send(network, STRANGERS[network[0]], text="Здравствуйте")
    assert refused.value.message.endswith(".")
    assert not network[1].sent


def test_whoever_closed_the_talk_cannot_be_written_to(network: Network) -> None:
    slug, server = network
    closed = {"vk": ("blocked", 51001), "telegram": ("stopped", 610001), "max": ("suspended", 720001)}
    name, person = closed.get(slug, ("forbidden", PEOPLE["ok"]))
    getattr(server, name).add(person)
    with pytest.raises(Refused, match=r"остановил|запретил|чёрный список"):
        send(network, text="Здравствуйте")


def test_a_wrong_key_is_said_in_words(network: Network) -> None:
    slug, server = network
    channel = channels()[slug]
    settings = channel.settings(**server.settings(token="1:wrong"))
    assert channel.send
    with pytest.raises(Refused, match=r"Ключ|Токен"):
        channel.send(settings, Outgoing(key=KEY, to=PEOPLE[slug], text="Здравствуйте"))


def test_too_many_requests_are_tried_later(network: Network) -> None:
    network[1].trouble(Trouble(reply=_too_many(network[0])))
    with pytest.raises(TryLater) as later:
        send(network, text="Здравствуйте")
    assert later.value.after
    assert not later.value.is_uncertain


def _too_many(slug: str) -> Reply:
    told = {
        "vk": Reply({"error": {"error_code": 9, "error_msg": "Flood control"}}),
        "ok": Reply({"error_code": 8, "error_msg": "FLOOD_BLOCKED"}),
        "telegram": Reply({"ok": False, "error_code": 429, "parameters": {"retry_after": 35}}, 429),
        "max": Reply({"code": "too.many.requests", "message": "slow"}, 429, {"Retry-After": "3"}),
    }
    return told[slug]


def test_a_pause_between_two_parts_is_waited_for(telegram_server: TelegramServer) -> None:
    telegram_server.trouble(
        Trouble(), Trouble(reply=Reply({"ok": False, "error_code": 429, "parameters": {"retry_after": 1}}, 429))
    )
    send(("telegram", telegram_server), text="а " * 3000)
    assert len(telegram_server.sent) == 2


@pytest.mark.parametrize("is_done", [True, False], ids=["after", "before"])
def test_a_broken_connection_leaves_it_uncertain(network: Network, is_done: bool) -> None:
    network[1].trouble(Trouble(breaks=True, is_done=is_done))
    with pytest.raises(TryLater) as later:
        send(network, text="Здравствуйте")
    assert later.value.is_uncertain
    assert len(network[1].sent) == is_done


def test_a_second_attempt_reaches_the_person_once_where_the_network_knows_keys(vk_server: VkServer) -> None:
    network = ("vk", vk_server)
    vk_server.trouble(Trouble(path="messages.send", breaks=True, is_done=True))
    with pytest.raises(TryLater):
        send(network, text="я " * 3000, files=(PDF,))
    first = send(network, text="я " * 3000, files=(PDF,))
    assert send(network, text="я " * 3000, files=(PDF,)) == first
    assert len(vk_server.sent) == 2
    assert {slug: channels()[slug].is_repeatable for slug in PEOPLE} == {
        "vk": True, "ok": False, "telegram": False, "max": False,
    }  # fmt: skip


def test_a_failure_after_the_first_part_is_left_to_a_person(telegram_server: TelegramServer) -> None:
    telegram_server.trouble(Trouble(), Trouble(reply=Reply({}, 503)))
    with pytest.raises(TryLater, match="Ушло частей: 1 из 2") as later:
        send(("telegram", telegram_server), text="а " * 3000)
    assert later.value.is_uncertain


def test_a_server_that_is_not_there_left_nothing_uncertain() -> None:
    channel = channels()["max"]
    settings = channel.settings(token="t", api_url="http://127.0.0.1:9")
    assert channel.send
    with pytest.raises(TryLater) as later:
        channel.send(settings, Outgoing(key=KEY, to="1", text="Здравствуйте"))
    assert not later.value.is_uncertain


def test_a_file_that_max_still_looks_at_is_sent_a_little_later(max_server: Any) -> None:
    max_server.not_ready = 1
    send(("max", max_server), text="Вот.", files=(PDF,))
    assert max_server.sent[-1].files == ((PDF.name, PDF.content),)


COMMENT = {
    "public": f"https://vk.com/wall-{GROUP}_41?reply=58", "under": "wall", "owner": f"-{GROUP}", "post": "41",
    "comment": "58",
}  # fmt: skip


def test_a_comment_is_answered_under_the_post_once(vk_server: VkServer) -> None:
    network = ("vk", vk_server)
    number = send(network, text="Фонари включат до 20 марта.", thread=COMMENT, files=(PDF,))
    assert send(network, text="Фонари включат до 20 марта.", thread=COMMENT, files=(PDF,)) == number
    (sent,) = vk_server.sent
    assert (sent.to, sent.reply_to, sent.files) == (f"wall-{GROUP}_41", "58", ((PDF.name, PDF.content),))
    assert number == f"comment:wall-{GROUP}_{sent.number}"


def test_where_vk_lets_no_program_answer_a_person_is_asked_to(vk_server: VkServer) -> None:
    with pytest.raises(Refused, match=r"Ответьте сами: https://vk\.com/topic-1_2"):
        send(("vk", vk_server), text="Ответ", thread={"public": "https://vk.com/topic-1_2", "under": "topic"})


def test_a_closed_post_is_said_in_words(vk_server: VkServer) -> None:
    vk_server.closed.add("41")
    with pytest.raises(Refused, match="комментарии закрыты"):
        send(("vk", vk_server), text="Ответ", thread=COMMENT)


def test_a_comment_in_telegram_is_answered_where_it_stands(telegram_server: TelegramServer) -> None:
    thread = {"public": "https://t.me/primer_talk/75", "chat": "-1001900000001", "message": "75"}
    send(("telegram", telegram_server), text="Подвоз будет.", thread=thread, choices=("Да",), files=(PDF,))
    text, file = telegram_server.sent
    assert (text.to, text.reply_to, text.choices, file.reply_to) == ("-1001900000001", "75", (), "75")


def test_no_key_stands_in_a_word_or_a_log(network: Network, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    channel, settings, server = opened(network)
    secret = settings.token.get_secret_value()
    assert channel.send
    said = []
    for trouble in (Trouble(breaks=True), Trouble(reply=Reply({}, 500)), Trouble(reply=Reply(b"<html>", 200))):
        server.trouble(trouble)
        with pytest.raises(TryLater) as later:
            channel.send(settings, Outgoing(key=KEY, to=PEOPLE[network[0]], text="Здравствуйте"))
        said += [later.value.message, repr(later.value.__cause__), repr(settings)]
    channel.send(settings, Outgoing(key=KEY, to=PEOPLE[network[0]], text="Здравствуйте"))
    assert secret not in "\n".join([*said, *(record.getMessage() for record in caplog.records)])
