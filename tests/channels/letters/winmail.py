"""Outlook's winmail.dat, made by hand after MS-OXTNEF."""

import struct

_MESSAGE, _ATTACHMENT = 1, 2
_CODEPAGE, _BODY, _RENDERING, _TITLE, _DATA = 0x00069007, 0x0002800C, 0x00069002, 0x00018010, 0x0006800F


def _piece(level: int, name: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def winmail(text: str, files: dict[str, bytes], charset: str = "cp1251") -> bytes:
    """A file with a body and attachments."""
    made = struct.pack("<IH", 0x223E9F78, 1) + _piece(_MESSAGE, _CODEPAGE, struct.pack("<II", int(charset[2:]), 0))
    if text:
        made += _piece(_MESSAGE, _BODY, text.encode(charset) + b"\0")
    for name, content in files.items():
        made += _piece(_ATTACHMENT, _RENDERING, b"\1\0" + b"\0" * 12)
        made += _piece(_ATTACHMENT, _TITLE, name.encode(charset) + b"\0")
        made += _piece(_ATTACHMENT, _DATA, content)
    return made
