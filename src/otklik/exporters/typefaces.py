"""The typeface of papers: PT Serif from its package, for Typst and for the pictures; Word names it with fallbacks."""

from functools import cache
from pathlib import Path

import fontpkg_pt_serif
import vl_convert

SERIF = "PT Serif"
FALLBACKS = ("Times New Roman", "Liberation Serif", "Libertinus Serif")


def font_folder() -> Path:
    """The folder with the four faces of PT Serif."""
    return Path(fontpkg_pt_serif.ROOT) / "files"


@cache
def make_known_to_pictures() -> None:
    """Tells the picture renderer, once a process, where the typeface lies."""
    vl_convert.register_font_directory(str(font_folder()))
