"""The Message-ID of what we send: made of the message's key, so that a second attempt is the same letter.

A mailbox or a server that has it already drops the second; an answer or a bounce names the key back to us.
"""

import re
from hashlib import sha256

_OURS = re.compile(r"otklik\.([0-9A-Za-z][0-9A-Za-z_-]{7,63})@([0-9A-Za-z.-]+)")
_ID = re.compile(r"<([^<>\s]{1,500})>")
#: Bare eight-bit bytes and NUL: no database keeps them.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
#: Longer ones are kept as their digest.
LONGEST = 240


def message_id_of(key: str, domain: str) -> str:
    """The Message-ID, in angle brackets, of the outgoing message with the key."""
    return f"<otklik.{key}@{domain}>"


def key_in(text: str, domain: str) -> str:
    """The key of the first of our Message-IDs that stands anywhere in the text; empty where there is none."""
    for found in _OURS.finditer(text):
        if found[2].lower().rstrip(".") == domain:
            return found[1]
    return ""


def ids_in(header: str) -> list[str]:
    """The Message-IDs of a header, each once, in its order; a bare one without brackets counts as well."""
    header = _UNKEPT.sub("\ufffd", header)
    found = _ID.findall(header) or [word.strip("<>,;") for word in header.split() if "@" in word.strip("<>@")]
    return list(dict.fromkeys(f"<{one}>" for one in found))


def thread_key(message_id: str) -> str:
    """By what a thread is found: the Message-ID, or its digest where it is longer than a key may be."""
    return message_id if len(message_id) <= LONGEST else f"sha256:{sha256(message_id.encode()).hexdigest()}"
