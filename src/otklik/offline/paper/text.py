"""Text of a scan by Tesseract: lines of words, each with how sure the reader is."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytesseract

from otklik.offline.paper.child import PaperProblem
from otklik.offline.paper.document import open_pdf
from otklik.offline.paper.limits import MOST_DOTS_OF_TEXT, MOST_TEXT_PAGES, PAGE_TEXT_SECONDS, TEXT_DPI
from otklik.offline.paper.pages import draw

LANGUAGE = "rus"
#: Finds how the page lies, then columns and lines; without the data for it, lines only.
_WITH_TURN, _PLAIN = "--psm 1", "--psm 3"
ABSENT = "На сервере нет программы Tesseract: текст скана не прочитать, наберите его. Карточка работает и без неё."
NO_RUSSIAN = "У Tesseract на сервере нет русского языка: текст скана не прочитать, наберите его."
Line = list[tuple[str, int]]


def languages() -> frozenset[str]:
    """What Tesseract can read here. Raises PaperProblem in words where it is absent or knows no Russian."""
    program = shutil.which("tesseract")
    if program is None:
        raise PaperProblem(ABSENT)
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    known = frozenset(told.stdout.split())
    if LANGUAGE not in known:
        raise PaperProblem(NO_RUSSIAN)
    return known


def read_text(path: Path, *, is_pdf: bool) -> Iterator[tuple[int, int, list[Line]]]:
    """Page, pages in all, lines; a page that takes too long has none. A picture is one page."""
    config = _WITH_TURN if "osd" in languages() else _PLAIN
    if not is_pdf:
        yield 1, 1, _lines(str(path), config)
        return
    document = open_pdf(path)
    count = min(len(document), MOST_TEXT_PAGES)
    for place in range(count):
        try:
            picture = draw(document[place], TEXT_DPI, MOST_DOTS_OF_TEXT).to_pil()
        except (pdfium.PdfiumError, ValueError, MemoryError):
            yield place + 1, count, []
            continue
        yield place + 1, count, _lines(picture, config)


def _lines(picture: Any, config: str) -> list[Line]:
    try:
        words = pytesseract.image_to_data(
            picture, lang=LANGUAGE, config=config, timeout=PAGE_TEXT_SECONDS, output_type=pytesseract.Output.DICT
        )
    except RuntimeError as slow:  # its word for «took too long», and of a page that Tesseract could not read
        if isinstance(slow, pytesseract.TesseractError) and config != _PLAIN:
            return _lines(picture, _PLAIN)
        return []
    return _grouped(words)


def _grouped(words: Any) -> list[Line]:
    """Words of Tesseract's table by line; an empty line between paragraphs."""
    lines: list[Line] = []
    last_line = last_paragraph = None
    for place, word in enumerate(words["text"]):
        if not word.strip():
            continue
        paragraph = (words["block_num"][place], words["par_num"][place])
        line = (*paragraph, words["line_num"][place])
        if last_paragraph is not None and paragraph != last_paragraph:
            lines.append([])
        if line != last_line:
            lines.append([])
        lines[-1].append((word, round(float(words["conf"][place]))))
        last_line, last_paragraph = line, paragraph
    return lines
