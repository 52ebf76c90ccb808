"""No text keeps a process busy: what grows with the square of its length would stop a site by one letter."""

import time
from collections.abc import Callable

import pytest

from tests.fuzz.target import Target
from tests.fuzz.targets.letters import TARGETS as LETTERS
from tests.fuzz.targets.words import TEXTS

#: Longer than anything a form takes (20,000 signs) or a letter keeps of its words.
LENGTH = 24_000
#: Seconds of processor time: a straight look takes a tenth, a look back at every sign takes minutes.
MOST = 8.0
REPEATED = ("а", " ", "(", "8 9", "1-", "a@", "<a ", "ул. ", "Иванов И", "№ ", "\n> ", "&lt;", "http://a.", '"')
BY_NAME = {target.name: target for target in (*TEXTS, *LETTERS) if target.name not in {"letter", "tnef"}}


def seconds_of(feed: Callable[[bytes], object], content: bytes) -> float:
    began = time.process_time()
    feed(content)
    return time.process_time() - began


@pytest.mark.parametrize("target", BY_NAME.values(), ids=BY_NAME)
def test_a_long_text_is_looked_through_quickly(target: Target) -> None:
    slow = {}
    for piece in REPEATED:
        taken = seconds_of(target.try_out, (piece * LENGTH).encode()[:LENGTH])
        if taken > MOST:
            slow[piece] = taken
    assert not slow
