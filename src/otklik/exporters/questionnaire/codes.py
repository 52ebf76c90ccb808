"""The square code of an address, for a phone's camera."""

from io import BytesIO

import segno

#: Restores a quarter of the code: a sheet gets folded and stained.
_CORRECTION = "q"


def qr_svg(address: str) -> str:
    """The code as SVG without a frame, black on white."""
    out = BytesIO()
    segno.make(address, error=_CORRECTION, micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def qr_png(address: str, scale: int = 8) -> bytes:
    """The code as PNG, `scale` dots a module, for Word."""
    out = BytesIO()
    segno.make(address, error=_CORRECTION, micro=False).save(out, kind="png", border=0, scale=scale)
    return out.getvalue()
