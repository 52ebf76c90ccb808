"""What PT Serif can print: a letter with a sign that no typeface knows would not be set at all."""

import re

#: Basic Latin, Latin with marks, Cyrillic, and the signs of Russian letters.
_UNPRINTABLE = re.compile(
    "[^\n\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u017e\u0401-\u044f\u0451"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122\u2212]"
)
_SAME = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u202f": "\u00a0", "\u2009": " ", "\u20bd": "руб."}
)


def printable(text: str) -> str:
    """The text without signs that cannot be printed (pictograms, control characters); look-alikes take their place."""
    return _UNPRINTABLE.sub("", text.translate(_SAME))
