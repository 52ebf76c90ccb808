"""Pages as bytes with places to fill: made once, packed once, sent thousands of times."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

#: The token of the form; classes of <html> for the view for weak sight.
TOKEN, VIEW = "token", "view"
_PLACE = re.compile(rb"@@(token|view)@@")
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_LEVEL = 9


def place(name: str) -> str:
    """What a template writes where a prepared page is filled later: `TOKEN`, `VIEW`."""
    return f"@@{name}@@"


@dataclass(frozen=True)
class PreparedPage:
    """The fixed parts of a page, plain and deflated, and the names of the places between them."""

    parts: tuple[bytes, ...]
    packed: tuple[bytes, ...]
    places: tuple[str, ...]

    def plain(self, filling: Mapping[str, bytes]) -> bytes:
        """The page."""
        out = [self.parts[0]]
        for name, part in zip(self.places, self.parts[1:], strict=True):
            out += (filling[name], part)
        return b"".join(out)

    def gzipped(self, filling: Mapping[str, bytes]) -> bytes:
        """The same as a gzip file: the fixed parts are deflated already, what fills the places is stored as it is."""
        out, checksum, length = [_HEAD, self.packed[0]], zlib.crc32(self.parts[0]), len(self.parts[0])
        for name, part, packed in zip(self.places, self.parts[1:], self.packed[1:], strict=True):
            filled = filling[name]
            out += (_stored(filled), packed)
            checksum = zlib.crc32(part, zlib.crc32(filled, checksum))
            length += len(filled) + len(part)
        out.append(checksum.to_bytes(4, "little") + length.to_bytes(4, "little"))
        return b"".join(out)


def prepare(page: str) -> PreparedPage:
    """Cut a rendered page at its places."""
    pieces = _PLACE.split(page.encode())
    parts, places = tuple(pieces[::2]), tuple(name.decode() for name in pieces[1::2])
    packed = tuple(_deflated(part, is_last=number == len(parts) - 1) for number, part in enumerate(parts))
    return PreparedPage(parts, packed, places)


def _deflated(part: bytes, *, is_last: bool) -> bytes:
    """Each part begins at a whole byte and looks back at no other part."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH)


def _stored(filled: bytes) -> bytes:
    """A stored block of deflate: what fills a place is shorter than 65,536 bytes."""
    size = len(filled)
    return b"\0" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + filled
