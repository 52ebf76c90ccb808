"""What of an upload is looked into before it is kept; feeds of the press."""

import struct
from io import BytesIO
from zipfile import ZipFile
from zlib import crc32

from otklik.base.errors import RuleBroken
from otklik.base.file_dangers import danger_of
from otklik.base.files import ALLOWED, media_type_of, true_name
from otklik.catalog.actions.edit_letterhead import is_picture
from otklik.mentions.feeds import FeedUnread, publications_of
from otklik.mentions.keys import mention_key
from otklik.mentions.models import MentionFeed
from tests.fuzz.target import Target, storable
from tests.fuzz.targets.papers import TARGETS as PAPERS

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Вести</title>
<item><title>Каток</title><link>https://vesti.example/1</link>
<description>&lt;p&gt;У школы&lt;/p&gt;</description><author>a@b (В)</author>
<pubDate>Mon, 06 Oct 2025 09:00:00 GMT</pubDate></item></channel></rss>""".encode()
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Вести</title><entry>
<title type="html">Мост</title><link href="https://vesti.example/2"/><id>2</id><updated>2025-10-06T09:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Починили</div></content></entry></feed>""".encode()
HEADS = (
    b"%PDF-1.7\n1 0 obj\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"RIFF\0\0\0\0WEBPVP8 ",
    b"\0\0\0\x18ftypmp42", b"OggS\0\2", b"ID3\3\0", b"{\\rtf1 ", b"II*\0\x08\0\0\0", b"GIF89a\1\0\1\0",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
)  # fmt: skip
MARKS = (
    b"<pubDate>Mon, 99 Foo 10000 99:99:99 GMT</pubDate>", b"<updated>0000-00-00T00:00:00Z</updated>", b"<link>", b"<link>http://[a</link>",
    b"<pubDate>Sat, 01 Jan 0001 00:00:00 -2359</pubDate>", b"<updated>99999-01-01</updated>", b"<content/>",
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', b"&b;", b"<item>", b"]]>", b'encoding="idna"',
)  # fmt: skip


def _png() -> bytes:
    """A picture of one dot."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"pHYs", struct.pack(">IIB", 2835, 2835, 1)), (b"IEND", b""))
    framed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def _archive() -> bytes:
    inner, out = BytesIO(), BytesIO()
    with ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", b"Text")
    with ZipFile(out, "w") as archive:
        archive.writestr("papka/b.zip", inner.getvalue())
        archive.writestr("papka/c.doc", HEADS[-1])
    return out.getvalue()


def _upload(content: bytes) -> None:
    for ending in ALLOWED:
        name = true_name(content, f"файл{ending}")
        storable(name)
        try:
            media_type_of(content, name)
        except RuleBroken:
            continue
    danger_of(content, "файл.zip")


def _feed(content: bytes) -> None:
    for one in publications_of(
        content, MentionFeed(title="Вести", words="", medium="media", url="https://vesti.example")
    ):
        storable(one.text, one.title, one.url)
        assert mention_key(url=one.url, source=one.source, published_at=one.published_at, text=one.text)
        assert one.published_at.tzinfo is not None


TARGETS = (
    Target(
        "upload",
        _upload,
        (*HEADS, _archive(), *PAPERS[0].samples),
        (RuleBroken,),
        marks=(b"PK\3\4", b"PK\5\6"),
        weight=0.5,
    ),
    Target("coat-of-arms", is_picture, (_png(), b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9", *HEADS)),
    Target("archive", lambda content: danger_of(content, "a.zip"), (_archive(),), (RuleBroken,), form="zip"),
    Target("feed", _feed, (RSS, ATOM), (FeedUnread,), marks=MARKS),
)
