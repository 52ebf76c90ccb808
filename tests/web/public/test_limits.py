"""Counting in memory: windows end, what ended is swept out, no thread is left behind."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from otklik.base import swept_counts


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set by the test."""
    now = [1_000_000.0]
    monkeypatch.setattr(swept_counts, "time", lambda: now[0])
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: now[0])
    return now


def test_a_window_ends_and_begins_anew(clock: list[float]) -> None:
    storage = swept_counts.SweptStorage()
    assert [storage.incr("send", 10) for _ in range(3)] == [1, 2, 3]
    clock[0] += 10
    assert storage.incr("send", 10) == 1


def test_what_ended_does_not_stay_in_memory(clock: list[float]) -> None:
    storage = swept_counts.SweptStorage()
    for number in range(50):
        storage.incr(f"send:{number}", 10)
    clock[0] += swept_counts.SWEEP_SECONDS
    storage.incr("send:last", 10)
    assert set(storage.storage) == set(storage.expirations) == {"send:last"}


def test_many_at_once_are_all_counted() -> None:
    storage, before = swept_counts.SweptStorage(), threading.active_count()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: storage.incr("send", 60), range(400)))
    assert storage.get("send") == 400
    assert threading.active_count() <= before + 1
