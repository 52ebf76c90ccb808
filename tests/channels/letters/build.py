"""Letters as mailers write them, well and badly: bytes put together by hand, so that nothing mends them on the way."""

import base64
import quopri
from collections.abc import Mapping
from dataclasses import dataclass, field

OWN = "priem@gorod.example"
CITIZEN = "petrova@mail.example"
KEY = "3d0f3f60-7f3c-4c37-9d58-0d7f5d6a2b11"
OUR_ID = f"<otklik.{KEY}@gorod.example>"
PIT = "Здравствуйте! У дома 12 по улице Садовой яма, прошу засыпать."
BORDER = "----=_granitsa_{}"


@dataclass(frozen=True)
class Part:
    """Headers and the packed body of one part."""

    headers: tuple[tuple[str, str | bytes], ...]
    body: bytes
    level: int = 0


def packed(content: bytes, encoding: str) -> bytes:
    """The body as the transfer encoding wants it."""
    if encoding == "base64":
        return base64.encodebytes(content)
    if encoding == "quoted-printable":
        return quopri.encodestring(content)
    return content


def words(
    text: str | bytes,
    *,
    charset: str = "utf-8",
    told: str | None = None,
    encoding: str = "8bit",
    kind: str = "text/plain",
    more: str = "",
) -> Part:
    """A part of words; `told` is the charset that it names, "" for none at all."""
    name = charset if told is None else told
    content = text if isinstance(text, bytes) else text.encode(charset)
    headers: list[tuple[str, str | bytes]] = [("Content-Type", f"{kind}{f'; charset={name}' if name else ''}{more}")]
    if encoding:
        headers.append(("Content-Transfer-Encoding", encoding))
    return Part(tuple(headers), packed(content, encoding))


def page(text: str, **facts: str) -> Part:
    """The same as HTML."""
    return words(text, kind="text/html", **facts)  # type: ignore[arg-type]


def file(
    content: bytes = b"%PDF-1.4 tiny",
    *,
    disposition: str | bytes = 'attachment; filename="schet.pdf"',
    kind: str | bytes = "application/pdf",
    encoding: str = "base64",
) -> Part:
    """A file; its headers are given as they stand in the letter."""
    return Part(
        (("Content-Type", kind), ("Content-Disposition", disposition), ("Content-Transfer-Encoding", encoding)),
        packed(content, encoding),
    )


def together(kind: str, *parts: Part, params: str = "", ends: bool = True) -> Part:
    """A multipart; without `ends` its last border is missing."""
    level = max((part.level for part in parts), default=0) + 1
    border = BORDER.format(level)
    body = b"".join(f"--{border}\n".encode() + whole(part.headers, part.body) + b"\n" for part in parts)
    body += f"--{border}--\n".encode() if ends else b""
    return Part((("Content-Type", f'multipart/{kind}; boundary="{border}"{params}'),), body, level)


def whole(headers: tuple[tuple[str, str | bytes], ...], body: bytes) -> bytes:
    """Headers, an empty line, the body."""
    told = ((name, value if isinstance(value, bytes) else value.encode()) for name, value in headers)
    return b"".join(name.encode() + b": " + value + b"\n" for name, value in told) + b"\n" + body


def letter(part: Part | str = PIT, *, ends: str = "\n", without: tuple[str, ...] = (), **headers: str | bytes) -> bytes:
    """The letter: usual headers, those given over them (`in_reply_to=…` is In-Reply-To), the part."""
    own = part if isinstance(part, Part) else words(part)
    usual: dict[str, str | bytes] = {
        "From": f"Анна Петрова <{CITIZEN}>",
        "To": OWN,
        "Subject": "Яма на Садовой",
        "Date": "Mon, 10 Mar 2025 09:12:40 +0300",
        "Message-ID": "<letter-1@mail.example>",
        "MIME-Version": "1.0",
    }
    usual |= {_header_name(name): value for name, value in headers.items()}
    named = tuple((name, value) for name, value in usual.items() if name not in without)
    made = whole((*named, *own.headers), own.body)
    return made if ends == "\n" else made.replace(b"\n", ends.encode())


def _header_name(name: str) -> str:
    known = {"message_id": "Message-ID", "subject": "Subject", "sender": "From", "date": "Date", "to": "To"}
    return known.get(name) or "-".join(word.capitalize() for word in name.split("_"))


def encoded(text: str, charset: str = "utf-8", kind: str = "B", *, told: str = "") -> str:
    """An encoded word of RFC 2047."""
    content = text.encode(charset)
    if kind.upper() == "B":
        inner = base64.b64encode(content).decode()
    else:
        inner = quopri.encodestring(content, header=True).decode().replace("=\n", "")
    return f"=?{told or charset}?{kind}?{inner}?="


@dataclass(frozen=True)
class Case:
    """A letter and what it must become; what is not named is not looked at.

    `passed_over` is a part of the reason; `bounced` and `reason` are those of a returned letter.
    """

    name: str
    body: bytes
    text: str | None = None
    title: str | None = None
    author: str | None = None
    email: str | None = None
    talker: str | None = None
    files: tuple[str, ...] | None = None
    contents: Mapping[str, bytes] = field(default_factory=dict)
    quoted: str | None = None
    threads: tuple[str, ...] | None = None
    passed_over: str = ""
    bounced: str | None = None
    reason: str = ""
    is_internal: bool | None = None
    has: tuple[str, ...] = ()
    has_not: tuple[str, ...] = ()
