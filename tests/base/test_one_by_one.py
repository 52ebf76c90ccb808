"""A fault at one row of the clock's work holds up none of the others."""

import pytest

from otklik.base.one_by_one import one_by_one


def test_every_row_has_its_turn_and_the_first_fault_is_told_at_the_end() -> None:
    seen: list[int] = []

    def work(row: int) -> int:
        seen.append(row)
        return 12 // row

    assert one_by_one([4, 6], work, event="row_not_done") == 5
    with pytest.raises(ZeroDivisionError):
        one_by_one([0, 3, 0, 2], work, event="row_not_done")
    assert seen == [4, 6, 0, 3, 0, 2]
