"""What events of the networks mean: every sample gives what is stated here, and nothing breaks reading."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.channels.contract import Arrival, RawArrival, RemoteFile
from otklik.channels.events import CORRECTED
from otklik.channels.registry import channels

SLUGS = ("vk", "ok", "telegram", "max")
SETTINGS: dict[str, dict[str, Any]] = {
    "vk": {"group_id": 200300400, "token": "t"},
    "ok": {"token": "t"},
    "telegram": {"token": "1:a"},
    "max": {"token": "t"},
}
NOW = datetime(2025, 3, 15, tzinfo=UTC)
#: sample -> (text, is_talk, names of files); None: passed over.
STATED: dict[str, tuple[str, bool, tuple[str, ...]] | None] = {
    "vk/message": (
        "Здравствуйте! Во дворе дома 5 по улице Садовой третий день открыт люк.",
        True,
        ("Фото 457001.jpg",),
    ),
    "vk/message_with_files": (
        "Вот акт осмотра\nМесто на карте: Садовая, 5 (59.39602, 48.96481)",
        True,
        ("Акт осмотра.pdf", "Голосовое сообщение 6602.mp3"),
    ),
    "vk/button": ("Благоустройство и содержание дворовых территорий", True, ()),
    "vk/message_edit": None,
    "vk/sticker": ("", True, ()),
    "vk/comment": ("А когда включат фонари на Лесной?", False, ()),
    "vk/comment_reply": ("Спасибо, но горит только один фонарь из трёх", False, ()),
    "vk/comment_delete": None,
    "vk/topic": ("Предлагаю перенести остановку ближе к поликлинике.", False, ()),
    "vk/wall_post": ("Почему закрыли читальный зал?", False, ("Фото 457001.jpg",)),
    "vk/own_comment": None,
    "vk/message_deny": None,
    "telegram/message": ("Здравствуйте! На улице Мира у дома 3 не горит фонарь.", True, ()),
    "telegram/start": ("", True, ()),
    "telegram/photo": ("Яма у остановки", True, ("Фото 22.jpg",)),
    "telegram/document": ("Подробно в файле", True, ("Жалоба.docx",)),
    "telegram/voice": ("", True, ("Голосовое сообщение 24.ogg",)),
    "telegram/location": ("Место на карте: 59.39602, 48.96481", True, ()),
    "telegram/sticker": ("", True, ()),
    "telegram/edited": None,
    "telegram/comment": ("А подвоз воды будет?", False, ()),
    "telegram/channel_post": None,
    "telegram/group_talk": None,
    "telegram/callback": ("Да", True, ()),
    "telegram/stopped": None,
    "max/message": ("Добрый день! Не вывозят мусор с улицы Лесной.", True, ()),
    "max/started": ("", True, ()),
    "max/files": ("Фото и заявление", True, ("Фото 1.jpg", "Заявление.pdf")),
    "max/location": ("Место на карте: 59.39602, 48.96481", True, ()),
    "max/contact": ("", True, ()),
    "max/sticker": ("", True, ()),
    "max/callback": ("Да", True, ()),
    "max/edited": None,
    "max/removed": None,
    "max/group_chat": None,
    "max/stopped": None,
    "ok/message": ("Здравствуйте, когда отремонтируют мостик через ручей?", True, ()),
    "ok/files": ("Вот как он выглядит", True, ("Фото 1.jpg", "Смета.xlsx")),
    "ok/share": ("https://example.org/", True, ()),
    "ok/location": ("Место на карте: 59.39602, 48.96481", True, ()),
    "ok/sticker": ("", True, ()),
    "ok/callback": ("Да", True, ()),
    "ok/started": ("", True, ()),
    "ok/own": None,
    "ok/system": None,
}
SAMPLES = [(slug, sample) for slug in SLUGS for sample in channels()[slug].samples]


def read(slug: str, event: Any) -> Arrival:
    channel = channels()[slug]
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    return channel.read(channel.settings(**SETTINGS[slug]), RawArrival("k", body, NOW))


def sample(name: str) -> dict[str, Any]:
    slug, _, file = name.partition("/")
    found = next(one for one in channels()[slug].samples if one.path.stem == file)
    return dict(json.loads(found.path.read_text(encoding="utf-8")))


def test_every_sample_is_stated_here() -> None:
    assert {f"{slug}/{one.path.stem}" for slug, one in SAMPLES} == set(STATED)


@pytest.mark.parametrize(("slug", "one"), SAMPLES, ids=[f"{slug}-{one.path.stem}" for slug, one in SAMPLES])
def test_a_sample_gives_what_is_stated(slug: str, one: Any) -> None:
    arrival, stated = read(slug, one.path.read_bytes()), STATED[f"{slug}/{one.path.stem}"]
    if stated is None:
        assert arrival.incoming is None
        assert arrival.passed_over
        return
    assert arrival.incoming is not None
    assert (arrival.incoming.text, arrival.is_talk, tuple(file.name for file in arrival.files)) == stated
    assert arrival.talker
    assert arrival.thread


def test_the_time_of_the_network_is_the_time_of_receipt_unless_it_lies_ahead() -> None:
    event = sample("telegram/message")
    arrival = read("telegram", event)
    assert arrival.incoming
    assert arrival.incoming.received_at == datetime(2025, 3, 14, 9, tzinfo=UTC)
    event["message"]["date"] = 4_000_000_000
    arrival = read("telegram", event)
    assert arrival.incoming
    assert arrival.incoming.received_at == NOW


def test_the_largest_photo_is_taken() -> None:
    assert read("vk", sample("vk/message")).files == (
        RemoteFile("Фото 457001.jpg", "https://sun9-1.userapi.com/impg/yama-1920.jpg"),
    )
    assert read("telegram", sample("telegram/photo")).files == (RemoteFile("Фото 22.jpg", "AgACx", 180233),)


def test_a_comment_names_its_post_and_goes_on_with_the_group_only() -> None:
    first, reply = read("vk", sample("vk/comment")), sample("vk/comment_reply")
    assert first.incoming
    assert first.incoming.place == "https://vk.com/wall-200300400_41?reply=58"
    assert first.own_keys == ("comment:wall-200300400_58",)
    assert first.own_keys[0] in read("vk", reply).threads
    reply["object"]["reply_to_user"] = 999
    assert read("vk", reply).threads == ("comment:wall-200300400_60",)


def test_an_edited_comment_finds_its_case_and_an_edited_step_of_a_talk_changes_nothing() -> None:
    edited = sample("vk/comment") | {"type": "wall_reply_edit"}
    assert read("vk", edited).threads[0] == read("vk", sample("vk/comment")).own_keys[0]
    assert {read(name[: name.index("/")], sample(name)).passed_over for name in STATED if "edit" in name} == {CORRECTED}


def test_what_others_said_stands_apart() -> None:
    assert read("vk", sample("vk/message_with_files")).quoted == (
        "Видео: https://vk.com/video51001_9001\nУ нас то же самое"
    )
    assert read("max", sample("max/files")).quoted == "Ссылка: https://example.org/news"


def test_a_shared_number_becomes_the_phone() -> None:
    arrival = read("max", sample("max/contact"))
    assert arrival.incoming
    assert (arrival.incoming.phone, arrival.incoming.name) == ("79120000001", "Пётр Иванов")


def test_comments_in_telegram_are_taken_only_where_the_settings_say_so() -> None:
    channel = channels()["telegram"]
    settings = channel.settings(token="1:a", takes_comments=False)
    raw = RawArrival("k", json.dumps(sample("telegram/comment")).encode(), NOW)
    assert channel.read(settings, raw).incoming is None


def test_nobody_else_speaks_for_a_person_in_a_group() -> None:
    event = sample("telegram/comment")
    event["message"]["sender_chat"] = {"id": -100, "type": "channel"}
    assert read("telegram", event).passed_over.startswith("Запись самого канала")
    chat = sample("vk/message")
    chat["object"]["message"]["peer_id"] = 2_000_000_001
    assert read("vk", chat).incoming is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of the event."""
    found = [at] if at else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [path for name, one in items for path in paths(one, (*at, name))]


@pytest.mark.parametrize("slug", SLUGS)
@given(chosen=st.integers(0, 10_000), spoilt=JSON)
def test_a_spoilt_event_never_breaks_reading(slug: str, chosen: int, spoilt: Any) -> None:
    own = [one for name, one in SAMPLES if name == slug]
    event = json.loads(own[chosen % len(own)].path.read_text(encoding="utf-8"))
    places = paths(event)
    *above, last = places[chosen % len(places)]
    place = event
    for name in above:
        place = place[name]
    place[last] = spoilt
    arrival = read(slug, event)
    assert arrival.passed_over or (arrival.incoming and arrival.talker is not None)
