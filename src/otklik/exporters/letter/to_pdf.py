"""The letter as PDF/UA-1 by Typst: tagged, in PT Serif, the same bytes for the same letter."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from otklik.core.letter import Letter
from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.to_pdf import paper_fonts
from otklik.exporters.typefaces import FALLBACKS, SERIF

MEDIA_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).with_name("letter.typ")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


class LetterNotSet(ValueError):  # noqa: N818 - says what happened
    """The letter could not be printed; the message is Russian."""


def letter_pdf(letter: Letter) -> bytes:
    """The PDF's bytes. Raises LetterNotSet if it cannot be printed: the coat of arms is no picture."""
    return letters_pdf([letter])


def letters_pdf(letters: Sequence[Letter]) -> bytes:
    """Many letters in one file, each on sheets of its own with pages numbered anew; at least one."""
    try:
        made = typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"letters": json.dumps([_words(letter) for letter in letters], ensure_ascii=False)},
            font_paths=paper_fonts(),
            pdf_standards=["ua-1"],
            timestamp=(letters[0].created_at or _UNDATED).replace(microsecond=0),
        )
    except typst.TypstError as problem:
        raise LetterNotSet("Письмо не удалось напечатать. Проверьте картинку герба на бланке.") from problem
    return bytes(made)


def _words(letter: Letter) -> dict[str, Any]:
    return {
        "title": _print(letter.subject) or "Письмо",
        "author": " ".join(map(_print, letter.head.lines)),
        "fonts": [SERIF, FALLBACKS[-1]],
        "coat": list(letter.coat or b""),
        "lines": [_print(line) for line in letter.head.lines],
        "details": [_print(line) for line in letter.head.details],
        "outgoing": _print(letter.outgoing_line),
        "incoming": _print(letter.incoming_line),
        "addressee": [_print(line) for line in letter.addressee],
        "subject": _print(letter.subject),
        "greeting": _print(letter.greeting),
        "paragraphs": [_print(words) for words in letter.paragraphs],
        "enclosures": _print(letter.enclosure_list),
        "position": _print(letter.signer_position),
        "signer": _print(letter.signer_name),
        "executor": [_print(line) for line in letter.executor_lines],
    }


def _print(text: str) -> str:
    return tied(printable(text))
