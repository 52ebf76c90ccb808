"""Below the pages nobody asks for «the current» time zone: in background work it is the server's, not the town's."""

import re
from pathlib import Path

import otklik

SRC = Path(otklik.__file__).parent
_CURRENT = re.compile(
    r"__date(__\w+)?=|\blocaldate\((?!.*timezone=)[^,\n]*\)|\blocaltime\([^,\n]*\)|get_current_timezone|make_aware\([^,\n]*\)\n"
)
#: Doors: they stand where the middleware, or they themselves, have set the zone. Demonstrations are invented.
DOORS = ("web/", "api/", "cli/", "config/")
ALLOWED = {
    "base/visitor_limits.py": "told on the page that refuses",
    "channels/email/sending.py": "a moment with its offset, in the letter's head",
    "intake/import_preview.py": "shown beside the file on its page",
    "operation/state/words.py": "the state of the machine, in the zone of the node's page",
    "region/papers.py": "the pages of a region set its own zone",
}


def test_days_are_the_administrations() -> None:
    found = set()
    for path in sorted(SRC.rglob("*.py")):
        name = path.relative_to(SRC).as_posix()
        if not name.startswith(DOORS) and "demonstration" not in name and _CURRENT.search(path.read_text("utf-8")):
            found.add(name)
    assert found == set(ALLOWED)
