"""Outlook's winmail.dat: the words and the files that it wraps."""

import logging
from dataclasses import dataclass, field
from typing import Any

from otklik.channels.email.charsets import decode_text
from otklik.channels.email.html import text_of_html
from otklik.channels.email.mime import safe_name
from otklik.core.incoming import IncomingAttachment

#: PR_ATTACH_LONG_FILENAME of MAPI.
_LONG_NAME = 0x3707


@dataclass
class Unwrapped:
    """What stood in a winmail.dat; `is_read` is False for one that is broken: the file itself is kept then."""

    text: str = ""
    files: list[IncomingAttachment] = field(default_factory=list)
    is_read: bool = True


def unwrap(content: bytes) -> Unwrapped:
    """Words and files; never fails."""
    from tnefparse import TNEF  # noqa: PLC0415 - rare

    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)  # it would tell names of files
    try:
        outlook = TNEF(content, do_checksum=False)
        return Unwrapped(_words(outlook), list(_files(outlook)))
    except Exception:  # noqa: BLE001 - the parser fails in many ways on a file cut short
        return Unwrapped(files=[IncomingAttachment("winmail.dat", content)], is_read=False)


def _words(outlook: Any) -> str:
    if outlook.body:
        body = outlook.body
        text = decode_text(body, outlook.codepage or "") if isinstance(body, bytes) else str(body)
        return text.replace("\r\n", "\n").rstrip("\x00").strip()
    if outlook.htmlbody:
        html = outlook.htmlbody
        return text_of_html(decode_text(html, outlook.codepage or "") if isinstance(html, bytes) else html)
    return ""


def _files(outlook: Any) -> list[IncomingAttachment]:
    made = []
    for number, file in enumerate(outlook.attachments, 1):
        if file.data:
            made.append(IncomingAttachment(safe_name(_name(file, outlook.codepage)) or f"файл {number}", file.data))
    return made


def _name(file: Any, codepage: str | None) -> str:
    """The long name where there is one; the parser reads short ones as UTF-8 only."""
    long_name = next((one.data for one in file.mapi_attrs if one.name == _LONG_NAME), None)
    raw = long_name or file._name  # noqa: SLF001 - its own property fails on cp1251
    return (decode_text(raw, codepage or "") if isinstance(raw, bytes) else str(raw)).strip("\x00 ")
