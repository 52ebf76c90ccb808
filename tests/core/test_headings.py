"""Headings that titles of messages share: what, not where and not who."""

import pytest

from otklik.core.text_groups import shared_headings
from otklik.core.text_groups.headings import heading_of


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Не горят фонари на улице Изотова", "Не горят фонари"),
        ("Течёт крыша, улица Строителей, 21", "Течёт крыша"),
        ("Снег во дворе дома 3", "Снег во дворе"),
        ("Новый асфальт уже трескается", "Новый асфальт уже трескается"),
        ("УК не отвечает", "УК не отвечает"),
        ("В доме 35 нет тепла", ""),
        ("Картриджи", ""),
        ("Жалоба на Сидорову", ""),
        ("Петрова грубит посетителям", ""),
        ("ПОЧЕМУ НИКТО НЕ ОТВЕЧАЕТ", ""),
        ("", ""),
        ("🙂 «»", ""),
    ],
)
def test_a_heading_ends_before_places_names_and_numbers(title: str, heading: str) -> None:
    assert heading_of(title) == heading


def test_what_several_begin_alike_is_shared_the_commonest_first() -> None:
    titles = [
        "Течет крыша",
        "Течёт крыша, улица Мира, 2",
        "Течёт крыша",
        "Грязь в подъезде",
        "Грязь в подъезде",
        "Лифт",
    ]
    assert shared_headings(titles) == ("течёт крыша", "грязь в подъезде")


def test_a_heading_that_repeats_what_stands_before_it_is_left_out() -> None:
    titles = ["Уличное освещение", "Уличное освещение", "Не горят фонари", "Не горят фонари"]
    assert shared_headings(titles, "Уличное освещение") == ("не горят фонари",)


def test_titles_that_differ_share_nothing() -> None:
    assert shared_headings(["Яма на дороге", "Нет воды", "Шумят соседи"]) == ()
    assert shared_headings([]) == ()
