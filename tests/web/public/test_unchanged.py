"""Since when a state stands: the same second everywhere, and never one second for two states."""

import pytest
from django.core.cache import caches

from otklik.web.public import unchanged

pytestmark = pytest.mark.django_db


def test_no_two_states_of_a_place_have_one_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_000.9]
    monkeypatch.setattr(unchanged, "time", lambda: clock[0])

    def since(state: str) -> int | None:
        caches["pages"].clear()  # another process
        return unchanged.standing_since("place", state)

    assert (since("first"), since("first")) == (999, 999)
    assert since("second") is None  # it came in the second that the first is not older than
    assert since("first") == 999
    clock[0] = 1_001.0
    assert (since("second"), since("third")) == (1_000, None)
    clock[0] = 1_002.5
    assert (since("third"), unchanged.standing_since("another place", "third")) == (1_001, 1_001)
