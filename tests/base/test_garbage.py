"""What a process that serves has loaded is not looked through for garbage again, nor where a page is measured."""

import gc
from collections.abc import Iterator

import pytest
from bench.machine import milliseconds

from otklik.base.garbage import THRESHOLDS


@pytest.fixture
def usual_garbage() -> Iterator[None]:
    """As it was before, for the tests that follow."""
    thresholds, was_frozen = gc.get_threshold(), gc.get_freeze_count()
    yield
    gc.set_threshold(*thresholds)
    if not was_frozen:
        gc.unfreeze()


@pytest.mark.usefixtures("usual_garbage")
def test_a_measured_page_does_not_look_through_what_was_loaded() -> None:
    loaded: list[object] = [[]]
    assert any(one is loaded for one in gc.get_objects())
    taken = milliseconds(lambda: None, 2)
    assert not any(one is loaded for one in gc.get_objects())
    assert gc.get_threshold() == THRESHOLDS
    assert len(taken.clock) == len(taken.cpu) == 2
