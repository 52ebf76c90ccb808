"""What of an error may stand in a log or on the node's page: its kind and its place, never a person's words.

Messages of errors repeat what they were about: a database names the key that was doubled, a parser the word it could
not read. Only errors whose message the program wrote from its own words keep it, cut where it quotes.
"""

import re
import traceback
from types import TracebackType

LONGEST = 300
_PACKAGE = "otklik"
#: Quotations, addresses, long numbers, words in Cyrillic: any of them may be a person's.
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|'[^']*'|\([^)]*\)=\([^)]*\)")
_FOREIGN = re.compile(r"\S*@\S*|(?<![\w-])\+?\d[\d\s()\-]{4,}\d(?![\w-])|[А-Яа-яЁё][А-Яа-яЁё\-]*")
_IDENTIFIER = re.compile(r"['\"][a-z][a-z0-9]*(?:[_.][a-z0-9_]+)+['\"]")


def told_error(problem: BaseException) -> str:
    """«IntegrityError в otklik/intake/actions/register.py:41: UNIQUE constraint failed: …»."""
    place = own_place(problem.__traceback__)
    said = without_people(str(problem))
    return f"{type(problem).__name__}{f' в {place}' if place else ''}{f': {said}' if said else ''}"[:LONGEST]


def own_place(trace: TracebackType | None) -> str:
    """The deepest place of our own code that the error went through."""
    own = [frame for frame in traceback.extract_tb(trace) if f"/{_PACKAGE}/" in frame.filename.replace("\\", "/")]
    return _place(own[-1].filename, own[-1].lineno) if own else ""


def frames(trace: TracebackType | None) -> list[str]:
    """Where the error came from, outermost first: files, lines and functions, no values."""
    return [f"{_place(one.filename, one.lineno)} {one.name}" for one in traceback.extract_tb(trace)]


def without_people(message: str) -> str:
    """The first line of a message without what it quotes, without addresses, numbers and Russian words."""
    first = message.strip().partition("\n")[0][:2000]
    kept = _QUOTED.sub(lambda found: found[0] if _IDENTIFIER.fullmatch(found[0]) else "…", first)
    return re.sub(r"(?:…[\s,]*){2,}", "… ", _FOREIGN.sub("…", kept)).strip()[:LONGEST]


def _place(filename: str, line: int | None) -> str:
    parts = filename.replace("\\", "/").split("/")
    start = parts.index(_PACKAGE, 1) if _PACKAGE in parts[1:] else max(0, len(parts) - 3)
    return f"{'/'.join(parts[start:])}:{line}"
