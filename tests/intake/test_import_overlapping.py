"""Two chunks of a file in hand at once: prepared together, stored one after the other."""

import threading
from collections.abc import Iterator

import pytest

from otklik.intake.bulk.overlapping import Turn, stored
from otklik.intake.bulk.packing import Messages
from otklik.intake.bulk.reading import Chunk

WAIT = 10


def chunk(name: str) -> Chunk:
    """A chunk of one message, known by its key."""
    return Chunk(Messages([name], [], [], [], [], [], [], [], {}, {}), [], 0, {})


@pytest.mark.parametrize("overlapping", [True, False])
def test_chunks_come_back_in_their_order_with_what_was_new(overlapping: bool) -> None:
    chunks = [*map(chunk, "abcd"), Chunk(None, [(7, {}, "нет текста")], 0, {}), chunk("e")]
    done: list[str] = []

    def take(messages: Messages, turn: Turn) -> int:
        turn()
        done.extend(messages.keys)
        return ord(messages.keys[0])

    told = list(stored(chunks, take, overlapping=overlapping))
    assert [one for one, _ in told] == chunks
    assert [count for _, count in told] == [97, 98, 99, 100, 0, 101]
    assert done == [*"abcde"]


def test_the_next_is_prepared_while_one_is_stored_and_stored_after_it() -> None:
    prepared, steps = threading.Event(), []

    def take(messages: Messages, turn: Turn) -> int:
        name = messages.keys[0]
        if name == "b":
            prepared.set()
        turn()
        if name == "a":
            assert prepared.wait(WAIT)  # would stand for ever if chunks were taken one by one
        steps.append(name)
        return 1

    assert len(list(stored(map(chunk, "ab"), take, overlapping=True))) == 2
    assert steps == ["a", "b"]


def test_a_chunk_that_fails_takes_those_behind_it_with_it() -> None:
    kept = []

    def take(messages: Messages, turn: Turn) -> int:
        turn()
        if messages.keys == ["b"]:
            raise ValueError("b")
        kept.extend(messages.keys)
        return 1

    def through() -> Iterator[Chunk]:
        yield from map(chunk, "abc")

    with pytest.raises(ValueError, match="b"):
        list(stored(through(), take, overlapping=True))
    assert kept == ["a"]
