"""An address as a QR code: vectors for a page and a paper, dots for a picture."""

from io import BytesIO

import segno

#: A quarter of the code may be dirty or torn and it still reads.
_CORRECTION = "q"
#: White border in modules; the standard asks for four.
_BORDER = 4
_PNG_SCALE = 16


def qr_svg(address: str) -> bytes:
    """An SVG drawing that stretches to any size."""
    out = BytesIO()
    segno.make(address, error=_CORRECTION, micro=False).save(
        out, kind="svg", border=_BORDER, scale=4, xmldecl=False, omitsize=True, title=address, light="#fff"
    )
    return out.getvalue()


def qr_png(address: str) -> bytes:
    """A PNG of some 600 pixels, for posts and presentations."""
    out = BytesIO()
    segno.make(address, error=_CORRECTION, micro=False).save(out, kind="png", border=_BORDER, scale=_PNG_SCALE)
    return out.getvalue()
