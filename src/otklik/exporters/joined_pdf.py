"""Several PDF files as one, for printing at once."""

from collections.abc import Sequence
from io import BytesIO


def join_pdf(files: Sequence[bytes]) -> bytes:
    """All pages in their order. Raises ValueError with a Russian message for a file that is no whole PDF."""
    import pypdfium2  # noqa: PLC0415 - heavy, and only printing needs it

    joined = pypdfium2.PdfDocument.new()
    try:
        for content in files:
            part = pypdfium2.PdfDocument(content)
            joined.import_pages(part)
            part.close()
        target = BytesIO()
        joined.save(target)
    except pypdfium2.PdfiumError as problem:
        raise ValueError("Один из файлов не читается как PDF, напечатайте его отдельно.") from problem
    finally:
        joined.close()
    return target.getvalue()
