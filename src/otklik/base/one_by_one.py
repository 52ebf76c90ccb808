"""Work of the clock on many rows: a fault at one holds up none of the others, and is told all the same."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog

log = structlog.get_logger(__name__)
Row = TypeVar("Row")


def one_by_one(rows: Iterable[Row], work: Callable[[Row], int], *, event: str) -> int:
    """The sum of what `work` says of each row; faults are logged as `event` with the row's id.

    The first of them is raised when all rows have had their turn: the clock shows the node's keeper that its job fails.
    """
    done, faults = 0, list[Exception]()
    for row in rows:
        try:
            done += work(row)
        except Exception as fault:
            log.exception(event, row=getattr(row, "pk", None))
            faults.append(fault)
    if faults:
        raise faults[0]
    return done
