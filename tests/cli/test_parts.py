"""Parts of a running system: one that falls is begun again, one that cannot live stops all."""

import socket
import sys

import pytest

from otklik.cli.parts import LIVED, PAUSES, Part, PartFalls, end, is_taken

FALLS, LIVES = [sys.executable, "-c", "raise SystemExit(1)"], [sys.executable, "-c", "import time; time.sleep(60)"]


def _fallen(part: Part, now: float) -> str:
    part.look(now)
    assert part.process is not None
    part.process.wait(20)
    return part.look(now)


def test_a_part_that_falls_is_begun_again_after_a_pause() -> None:
    part = Part("часы", FALLS)
    assert "часы" in _fallen(part, 100.0)
    part.look(100.0)
    assert part.process is None
    part.look(100.0 + PAUSES[0])
    assert part.process is not None
    end([part])


def test_a_part_that_never_lives_stops_all() -> None:
    part, now = Part("часы", FALLS), 100.0
    for pause in PAUSES:
        _fallen(part, now)
        now += pause
    with pytest.raises(PartFalls, match="часы"):
        _fallen(part, now)


def test_a_part_that_lived_once_is_begun_again_for_ever() -> None:
    part, now = Part("часы", FALLS), 100.0
    part.look(now)
    assert part.process is not None
    part.process.wait(20)
    now += LIVED + 1
    assert part.look(now)
    for _ in range(len(PAUSES) + 1):
        now += PAUSES[-1]
        assert _fallen(part, now)


def test_the_end_ends_all() -> None:
    part = Part("часы", LIVES)
    part.look(1.0)
    end([part])
    assert part.process is not None
    assert part.process.poll() is not None


def test_a_taken_port_is_seen() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert is_taken("127.0.0.1", port)
    assert not is_taken("127.0.0.1", port)
