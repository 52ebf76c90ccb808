"""A time zone in words."""

from datetime import date

import pytest

from otklik.core.time_zones import zone_in_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Europe/Moscow", "московское время (UTC+3)"),
        ("Asia/Barnaul", "московское время плюс 4 часа (UTC+7)"),
        ("Europe/Kaliningrad", "московское время минус 1 час (UTC+2)"),
    ],
)
def test_a_zone_is_told_from_moscow(name: str, words: str) -> None:
    assert zone_in_words(name, date(2026, 3, 2)).replace("\N{NO-BREAK SPACE}", " ") == words
