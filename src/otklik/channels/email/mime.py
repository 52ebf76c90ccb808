"""The parts of a letter: its words, its files, its reports; whatever is broken is read as far as it goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email._policybase import Compat32
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any

from otklik.channels.email.charsets import decode_text
from otklik.channels.email.headers import decode_header, header
from otklik.core.incoming import IncomingAttachment

_DEEPEST = 12
_MOST_PARTS = 300
_LONGEST_NAME = 150
_LONGEST_ENDING = 8
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")
_ENDINGS = {
    "text/html": ".html", "text/plain": ".txt", "image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf",
    "text/calendar": ".ics", "message/rfc822": ".eml", "image/gif": ".gif", "image/heic": ".heic",
}  # fmt: skip
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}


class _Bare(Compat32):
    """Headers as they came: eight-bit bytes stay as surrogates, so that their charset can be found."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002
        return value


_POLICY = _Bare()


@dataclass
class Parts:
    """What stands in a letter, in its order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[IncomingAttachment] = field(default_factory=list)
    nested: list[Message] = field(default_factory=list)
    calendars: list[str] = field(default_factory=list)
    tnef: list[bytes] = field(default_factory=list)


def parse(body: bytes) -> Message:
    """The letter as a tree of parts; never fails."""
    return message_from_bytes(body.replace(b"\x00", b""), policy=_POLICY)


def parts_of(letter: Message) -> Parts:
    """Sort the leaves: words, files, letters within, calendars, Outlook's winmail.dat."""
    parts = Parts()
    for number, leaf in enumerate(_leaves(letter, 0)):
        if number >= _MOST_PARTS:
            break
        _sort(leaf, parts, is_whole=leaf is letter)
    return parts


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    content = _payload(part)
    if part.get_content_maintype() == "multipart" and isinstance(content, list) and depth < _DEEPEST:
        for child in content:
            if isinstance(child, Message):
                yield from _leaves(child, depth + 1)
    else:
        yield part


def _sort(leaf: Message, parts: Parts, *, is_whole: bool) -> None:
    kind = leaf.get_content_type()
    name = file_name(leaf)
    if kind == "message/rfc822":
        _take_nested(leaf, parts, name)
    elif kind in _TNEF or name.lower() == "winmail.dat":
        parts.tnef.append(content_of(leaf))
    elif kind == "text/calendar":
        parts.calendars.append(text_of(leaf))
        _take_file(leaf, parts, name)
    elif kind in {"text/plain", "text/html"} and not _is_file(leaf, name):
        (parts.html if kind == "text/html" else parts.plain).append(text_of(leaf))
    elif is_whole and kind.startswith("multipart/"):  # a border that never comes
        parts.plain.append(text_of(leaf))
    else:
        _take_file(leaf, parts, name)


def _is_file(leaf: Message, name: str) -> bool:
    disposition = str(leaf.get("content-disposition") or "").strip().lower()
    return disposition.startswith("attachment") or bool(name)


def _take_file(leaf: Message, parts: Parts, name: str) -> None:
    content = content_of(leaf)
    if content.strip():
        fallback = f"файл {len(parts.files) + 1}{_ENDINGS.get(leaf.get_content_type(), '')}"
        parts.files.append(IncomingAttachment(name or fallback, content))


def _take_nested(leaf: Message, parts: Parts, name: str) -> None:
    content = _payload(leaf)
    inner = content[0] if isinstance(content, list) and content else None
    if not isinstance(inner, Message):
        inner = parse(content_of(leaf))
    elif not inner.keys():  # packed as base64, against the rules
        inner = parse(_unwrapped(inner, leaf))
    parts.nested.append(inner)
    title = safe_name(header(inner, "subject")) or "Вложенное письмо"
    parts.files.append(IncomingAttachment(name or f"{title[:100]}.eml", raw_bytes(inner)))


def _unwrapped(inner: Message, leaf: Message) -> bytes:
    shell = Message()
    shell["Content-Transfer-Encoding"] = str(leaf.get("content-transfer-encoding") or "")
    shell.set_payload(_payload(inner))
    return content_of(shell)


def _payload(part: Message) -> Any:
    """Parts, or text as it came: the library's own way reads the text by the charset, whose name may be no name."""
    try:
        return part.get_payload()
    except (ValueError, LookupError):
        return part._payload  # type: ignore[attr-defined]  # noqa: SLF001 - no other way leads to it


def raw_bytes(letter: Message) -> bytes:
    """The letter as a file; what cannot be written again is replaced."""
    try:
        return letter.as_bytes()
    except (UnicodeError, LookupError, KeyError, TypeError):
        return letter.as_string().encode("utf-8", "surrogateescape")


def content_of(part: Message) -> bytes:
    """The bytes of a leaf, unpacked; empty where there are none."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, AssertionError, LookupError):
        content = str(_payload(part)).encode("utf-8", "surrogateescape")
    if isinstance(content, bytes):
        return content
    inner = _payload(part)
    first = inner[0] if isinstance(inner, list) and inner else None
    return raw_bytes(first) if isinstance(first, Message) else b""


def text_of(part: Message) -> str:
    """The words of a leaf, line ends made one; flowed lines are joined."""
    told = part.get_param("charset") or ""
    text = decode_text(content_of(part), collapse_rfc2231_value(told) if told else "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_flowed = str(part.get_param("format") or "").lower() == "flowed"
    return _unflowed(text, deletes_space=str(part.get_param("delsp") or "").lower() == "yes") if is_flowed else text


def _unflowed(text: str, *, deletes_space: bool) -> str:
    """RFC 3676: a line that ends with a space goes on in the next; «-- » before a signature does not."""
    made: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if goes_on and made and not line.startswith(">") and not made[-1].startswith(">"):
            made[-1] += line.removeprefix(" ")
        else:
            made.append(line.removeprefix(" "))
        goes_on = line.endswith(" ") and line != "-- "
        if goes_on and deletes_space:
            made[-1] = made[-1][:-1]
    return "\n".join(made)


def file_name(part: Message) -> str:
    """The file's name: RFC 2231, RFC 2047 where it may not stand, bare bytes; safe to store. Empty: it has none."""
    for raw in (
        part.get_param("filename", None, "content-disposition"),
        part.get_param("name", None, "content-type"),
    ):
        if raw:
            return safe_name(_told_name(raw))
    return ""


def _told_name(raw: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(raw, tuple):
        charset, _, value = raw
        return decode_header(decode_text(value.encode("latin-1", "surrogateescape"), charset or ""))
    return decode_header(raw)


def safe_name(name: str) -> str:
    """The last part of a path, without signs that a file's name may not hold, at most 150 characters."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name
    clean = " ".join(_UNSAFE_NAME.sub(" ", last).split()).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if len(clean) <= _LONGEST_NAME or not dot or len(ending) > _LONGEST_ENDING:
        return clean[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - _LONGEST_ENDING - 1]}.{ending}"
