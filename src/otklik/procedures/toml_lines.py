"""Where in a TOML text a block or key stands, so that a message can name the line."""

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


class LineMap:
    """Lines (from 1) of blocks and keys of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        counts: dict[str, int] = {}
        block: Path = ()
        inside_long_string = False
        for number, line in enumerate(text.splitlines(), start=1):
            if inside_long_string or line.lstrip().startswith("#"):
                inside_long_string ^= _toggles_long_string(line)
                continue
            block = self._note(line, number, block, counts)
            inside_long_string = _toggles_long_string(line)

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the innermost part of the path that the text has; 0 when it has none."""
        for length in range(len(path), 0, -1):
            line = self._lines.get(tuple(path[:length]))
            if line:
                return line
        return 0

    def _note(self, line: str, number: int, block: Path, counts: dict[str, int]) -> Path:
        header = _HEADER.match(line)
        if header:
            block = _block_path(header.group(2), many=header.group(1) == "[[", counts=counts)
            self._lines.setdefault(block[:-1] if isinstance(block[-1], int) else block, number)
            self._lines[block] = number
        elif key := _KEY.match(line):
            self._lines[(*block, key.group(1))] = number
        return block


def _block_path(name: str, *, many: bool, counts: dict[str, int]) -> Path:
    if not many:
        return tuple(name.split("."))
    index = counts.get(name, 0)
    counts[name] = index + 1
    return (*name.split("."), index)


def _toggles_long_string(line: str) -> bool:
    return line.count('"""') % 2 == 1
