"""Names of files that do not meet with others."""

from collections.abc import Callable
from itertools import count
from pathlib import PurePosixPath


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """The name, or «name (2).csv» where it is taken."""
    path = PurePosixPath(name)
    candidates = (name if number == 1 else f"{path.stem} ({number}){path.suffix}" for number in count(1))
    return next(one for one in candidates if not is_taken(one))
