"""Pages of a PDF: codes on them, whether they are blank, a small picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import zxingcpp
from numpy.typing import NDArray

from otklik.offline.paper.limits import CODES_DPI, MOST_DOTS, THUMBNAIL

POINTS_IN_INCH = 72
#: Edges where holes, staples and shadows are.
_EDGE = 0.06
#: So much darker than the paper is ink; so small a share of ink is dirt.
_INK, _DIRT = 45, 0.0004
_BLOCK = 3
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128])


@dataclass(frozen=True)
class PageSeen:
    """What was seen on a page: texts of codes, degrees by which to turn it, its picture in small (JPEG)."""

    number: int
    codes: tuple[str, ...]
    turn: int
    is_blank: bool
    thumbnail: bytes


def see_pages(document: Any) -> Iterator[PageSeen]:
    """Every page in order; one that cannot be drawn is an ordinary page without a picture."""
    for place in range(len(document)):
        try:
            yield _see(document, place)
        except (pdfium.PdfiumError, ValueError, MemoryError):
            yield PageSeen(place + 1, (), 0, is_blank=False, thumbnail=b"")


def draw(page: Any, dpi: int, most_dots: int) -> Any:
    """The page as grey dots, never more than so many."""
    width, height = page.get_size()
    scale = min(dpi / POINTS_IN_INCH, sqrt(most_dots / max(1.0, width * height)))
    return page.render(scale=scale, grayscale=True)


def is_blank(dots: NDArray[np.uint8]) -> bool:
    """Nothing but paper: what is written is darker than most of the page, dirt is small."""
    high, wide = dots.shape
    inner = dots[int(high * _EDGE) : int(high * (1 - _EDGE)), int(wide * _EDGE) : int(wide * (1 - _EDGE))]
    rows, columns = inner.shape[0] // _BLOCK, inner.shape[1] // _BLOCK
    if not rows or not columns:
        return True
    blocks = inner[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    return bool((blocks < np.median(blocks) - _INK).mean() < _DIRT)


def _see(document: Any, place: int) -> PageSeen:
    page = document[place]
    bitmap = draw(page, CODES_DPI, MOST_DOTS)
    dots = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width])
    found = zxingcpp.read_barcodes(dots, formats=_FORMATS)
    codes = tuple(code.text for code in found if code.valid)
    turn = next((_turn(code.orientation) for code in found if code.valid), 0)
    seen = PageSeen(place + 1, codes, turn, not codes and is_blank(dots), _thumbnail(bitmap))
    page.close()
    return seen


def _turn(orientation: int) -> int:
    """By how many degrees clockwise the page is to be turned, from how the code lies on it."""
    return round(-orientation / 90) * 90 % 360


def _thumbnail(bitmap: Any) -> bytes:
    picture, out = bitmap.to_pil(), BytesIO()
    picture.thumbnail(THUMBNAIL)
    picture.convert("L").save(out, "JPEG", quality=60)
    return out.getvalue()
