"""The number that a message bore where it came from, and how much of it means something to people."""

import re

#: Keys that the program gives so that nothing is taken twice: of a sending, an arrival, a passage, an event's row.
_OWN_KEY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+:.+|passage:\d+")
_ROW_OF_EVENT = re.compile(r"(.+)/[0-9a-f]{12}/\d+-[0-9a-f]{8}")


def number_for_people(source_number: str) -> str:
    """What a clerk is shown: the sender's number, the event's number; nothing where only the program's key stands.

    >>> number_for_people("01-12/345"), number_for_people("9:mail:aef2")
    ('01-12/345', '')
    """
    row = _ROW_OF_EVENT.fullmatch(source_number)
    if row:
        return row.group(1)
    return "" if _OWN_KEY.fullmatch(source_number) else source_number
