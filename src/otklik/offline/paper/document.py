"""A PDF opened with suspicion, and a part of it with its pages as they are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from otklik.offline.paper.child import PaperProblem
from otklik.offline.paper.limits import MOST_PAGES

_PASSWORD = "password"  # noqa: S105 - a word of the library's message


def open_pdf(path: Path, most_pages: int = MOST_PAGES) -> Any:
    """The document. Raises PaperProblem for a password, a damaged file, no pages, too many."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as problem:
        if _PASSWORD in str(problem).lower():
            raise PaperProblem("Файл закрыт паролем. Сохраните его без пароля и загрузите снова.") from problem
        raise PaperProblem("Файл повреждён или это не PDF. Отсканируйте пачку заново.") from problem
    if not len(document):
        raise PaperProblem("В файле нет ни одной страницы.")
    if len(document) > most_pages:
        raise PaperProblem(f"В файле {len(document)} страниц, а в пачке может быть не больше {most_pages}.")
    return document


def write_part(path: Path, out: Path, pages: Sequence[tuple[int, int]]) -> None:
    """A PDF of some pages (numbers from 1, degrees to turn), copied as they are, with nothing drawn anew."""
    source, part = open_pdf(path), pdfium.PdfDocument.new()
    part.import_pages(source, [number - 1 for number, _ in pages])
    for place, (_, turn) in enumerate(pages):
        page = part[place]
        page.set_rotation((page.get_rotation() + turn) % 360)
    part.save(out)
