"""The clock goes over administrations one by one: a fault at one holds up none of the others."""

import re
from pathlib import Path

ALL = re.compile(r"^[^#\n]*\bfor \w+ in administrations\(\)", re.MULTILINE)


def test_no_action_stops_at_the_first_broken_administration(root: Path) -> None:
    actions = (root / "src/otklik").glob("*/actions/*.py")
    found = {path.name: ALL.findall(path.read_text(encoding="utf-8")) for path in actions}
    assert not {name for name, lines in found.items() if lines}
