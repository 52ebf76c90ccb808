"""Progress of long work: a bar on a terminal, a plain line now and then in a log."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from otklik.cli.start import errors, is_terminal

T = TypeVar("T")
TENTHS = 10


class Steps:
    """Counts done steps and shows them."""

    def __init__(self, title: str, total: int | None, bar: Progress | None) -> None:
        self.title, self.total, self.done, self._bar, self._said = title, total, 0, bar, 0
        self._task = bar.add_task(title, total=total) if bar else None

    def advance(self, count: int = 1) -> None:
        """So many more steps are done."""
        self.done += count
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self.done)
        elif self.total and self.done * TENTHS // self.total > self._said:
            self._said = self.done * TENTHS // self.total
            errors.print(f"{self.title}: {self.done} из {self.total}", markup=False)


@contextmanager
def steps(title: str, total: int | None = None) -> Iterator[Steps]:
    """A counter for the `with` block."""
    if not is_terminal():
        yield Steps(title, total, None)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors) as bar:
        yield Steps(title, total, bar)


def tracked(items: Iterable[T], title: str, total: int | None = None) -> Iterator[T]:
    """The items, counted as they pass."""
    with steps(title, total) as counter:
        for item in items:
            yield item
            counter.advance()
