"""Browsers are named as people know them, whichever others they name beside themselves."""

import pytest

from otklik.core.browsers import browser_in_words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120.0 YaBrowser/24.1 Safari/537", "Яндекс Браузер, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko Firefox/120.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Edge, Windows"),
        ("", "неизвестный браузер"),
    ],
)
def test_browser_in_words(said: str, told: str) -> None:
    assert browser_in_words(said) == told
