"""Headers as people wrote them: RFC 2047 well used and misused, bare eight-bit bytes, broken foldings."""

import base64
import binascii
import quopri
import re
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message

from otklik.channels.email.charsets import decode_text

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?((?:[^?]|\?(?!=))*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,40}\?[bBqQ]\?)")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ANGLE = re.compile(r"<\s*([^<>@\s]+@[^<>\s]+?)\s*>")
_BARE = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")
_COMMENT = re.compile(r"\(([^()]*)\)")
_LONGEST = 10_000


def header(letter: Message, name: str) -> str:
    """The decoded value of the header in one line; empty where the letter has it not."""
    return decode_header(str(letter.get(name) or ""))


def decode_header(raw: str) -> str:
    """Unfolded text of a raw header; words of one charset are joined before they are read (a letter may be split)."""
    joined = _BETWEEN.sub(r"\1", raw[:_LONGEST])
    text = "".join(_told(piece) for piece in _pieces(joined))
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


@dataclass
class _Piece:
    content: bytes
    charset: str


def _pieces(raw: str) -> list[_Piece]:
    """Stretches of bytes in one charset, neighbours of the same charset joined."""
    pieces: list[_Piece] = []
    at = 0
    for word in _WORD.finditer(raw):
        if word.start() > at:
            pieces.append(_Piece(raw[at : word.start()].encode("utf-8", "surrogateescape"), ""))
        charset = word[1].partition("*")[0].lower()
        content = _unpacked(word[2], word[3])
        if pieces and pieces[-1].charset == charset and word.start() == at:
            pieces[-1].content += content
        else:
            pieces.append(_Piece(content, charset))
        at = word.end()
    if at < len(raw):
        pieces.append(_Piece(raw[at:].encode("utf-8", "surrogateescape"), ""))
    return pieces


def _told(piece: _Piece) -> str:
    return decode_text(piece.content, piece.charset)


def _unpacked(kind: str, packed: str) -> bytes:
    """The bytes of an encoded word, with broken base64 mended as far as it goes."""
    raw = packed.encode("utf-8", "surrogateescape")
    if kind in "qQ":
        return quopri.decodestring(raw.replace(b" ", b"_"), header=True)
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return raw


@dataclass(frozen=True)
class Person:
    """Who wrote: the address in lower case, the name as the letter gives it."""

    address: str
    name: str


def person_in(letter: Message, name: str) -> Person:
    """The first person of an address header; both empty where there is none."""
    raw = str(letter.get(name) or "")[:_LONGEST]
    if not _BARE.search(_QUOTED.sub("", raw)):  # the whole of it is encoded, or the address stands in quotes
        raw = decode_header(raw)
    bare = _QUOTED.sub("", raw)
    found = _ANGLE.search(bare) or _BARE.search(bare) or _BARE.search(raw)
    if not found:
        return Person("", _clean_name(decode_header(raw)))
    address = found[1] if found.re is _ANGLE else found[0]
    return Person(_address(address), _name_beside(raw, found[0]))


def _address(raw: str) -> str:
    local, _, domain = decode_header(raw).strip(" '.").rpartition("@")
    with suppress(UnicodeError, ValueError):
        domain = domain.encode("ascii").decode("idna")
    return f"{local}@{domain}".lower()[:254]


def _name_beside(raw: str, found: str) -> str:
    before = raw.partition(found)[0].rpartition(",")[2] if raw.count("@") > 1 else raw.partition(found)[0]
    name = _clean_name(decode_header(before))
    if not name and (comment := _COMMENT.search(raw)):
        name = _clean_name(decode_header(comment[1]))
    return "" if "@" in name else name


def _clean_name(text: str) -> str:
    return text.replace('\\"', '"').strip(" \"'<>,;")[:200]
