"""Thanks for an answer do not bring a case back; anything more does."""

import pytest

from otklik.core.appeals import ItemKind
from otklik.core.first_kind import first_kind
from otklik.core.thanks_only import is_only_thanks


@pytest.mark.parametrize("text", ["Спасибо!", "Большое спасибо, всё сделали", "Благодарю за ответ"])
def test_thanks(text: str) -> None:
    assert is_only_thanks(text)


@pytest.mark.parametrize(
    "text",
    ["Спасибо, но свет не горит", "Спасибо. А когда починят?", "Света нет", "", "Спасибо " + "и ещё слово " * 10],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_only_thanks(text)


def test_the_clock_runs_until_somebody_has_read() -> None:
    assert first_kind("Яма") is ItemKind.STATEMENT
    assert first_kind("👍 +1") is ItemKind.OTHER
