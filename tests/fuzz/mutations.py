"""Good samples, spoilt: strategies of Hypothesis for bytes, JSON and archives."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from hypothesis import strategies as st

from tests.fuzz.target import Target

#: What has broken parsers of others.
NASTY = (
    b"", b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xfe\xff", b"\r\n", b"\n\n", b"%s", b"../", b"<![CDATA[",
    b"&#0;", b"&#xD800;", b"\"", b"'", b"\\u0000", b"\\ud800", b"-1", b"0", b"99999999999999999999999999",
    b"1e999", b"NaN", b"0000-00-00", b"9999-12-31T23:59:59", b"10000-01-01", "İ".encode(), "\u202e".encode(),
    "\U0001f600".encode(), b"=?utf-8?b?////?=", b"[" * 3000, b"{\"a\":" * 3000, b"(" * 2000, b"<a>" * 2000,
)  # fmt: skip
VALUES = (
    None, True, False, 0, -1, 2**63, 10**400, -(10**30), 1e308, 0.5, "", "\0", "\ud800", "x" * 5000, "9" * 400,
    [], {}, [[]], [None], {"": None}, "2025-99-99", "http://127.0.0.1/", "../../etc/passwd", "=cmd()",
)  # fmt: skip


def spoilt(target: Target) -> st.SearchStrategy[bytes]:
    """Samples of the target with something wrong, and now and then mere noise."""
    spoil = {"json": _json, "zip": _zip}.get(target.form, _bytes)
    return st.one_of(spoil(target), spoil(target), _bytes(target), st.binary(max_size=200))


@st.composite
def _bytes(draw: st.DrawFn, target: Target) -> bytes:
    content = draw(st.sampled_from(target.samples))
    for _ in range(draw(st.integers(0, 4))):
        content = _edited(draw, content, target.marks)
    return content


def _edited(draw: st.DrawFn, content: bytes, marks: tuple[bytes, ...]) -> bytes:
    start = draw(st.integers(0, len(content)))
    end = min(len(content), start + draw(st.sampled_from((0, 1, 2, 4, 16, 100, 5000))))
    match draw(st.sampled_from(("put", "put", "cut", "again", "noise", "end"))):
        case "put":
            return content[:start] + draw(st.sampled_from(NASTY + marks)) + content[end:]
        case "cut":
            return content[:start] + content[end:]
        case "again":
            return content[:end] + content[start:end] * draw(st.sampled_from((1, 3, 200))) + content[end:]
        case "noise":
            return content[:start] + draw(st.binary(max_size=8)) + content[end:]
        case _:
            return content[:start]


@st.composite
def _json(draw: st.DrawFn, target: Target) -> bytes:
    found = json.loads(draw(st.sampled_from(target.samples)))
    for _ in range(draw(st.integers(1, 3))):
        found = _replaced(draw, found)
    return json.dumps(found).encode()


def _replaced(draw: st.DrawFn, value: Any) -> Any:
    """Somewhere in the tree a value of another kind."""
    if isinstance(value, dict) and value and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(value)))
        return value | {key: _replaced(draw, value[key])}
    if isinstance(value, list) and value and draw(st.integers(0, 5)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], _replaced(draw, value[at]), *value[at + 1 :]]
    return draw(st.sampled_from(VALUES))


@st.composite
def _zip(draw: st.DrawFn, target: Target) -> bytes:
    """One member of the archive spoilt, gone, or there twice under another name."""
    content = draw(st.sampled_from(target.samples))
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except BadZipFile:
        return content
    at = draw(st.integers(0, len(members) - 1))
    name, inner = members[at]
    match draw(st.sampled_from(("spoil", "spoil", "spoil", "lose", "rename"))):
        case "spoil":
            members[at] = (name, _edited(draw, inner, target.marks))
        case "lose":
            del members[at]
        case _:
            members.append((draw(st.sampled_from(("../up.txt", "/up.txt", name.upper(), "a\\b", "x" * 300))), inner))
    return _packed(members)


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, inner in members:
            archive.writestr(name, inner)
    return out.getvalue()
