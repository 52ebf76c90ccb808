"""A small file of a form as rows: the importers read from a path, so it stands in a folder for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.forms import Form

from otklik.importers.contract import NumberedRow, UnreadableFile
from otklik.importers.registry import read_rows


@contextmanager
def uploaded_rows(form: Form) -> Iterator[list[NumberedRow] | None]:
    """Rows of the form's `file`; None when it cannot be read, and then the error stands beside the field."""
    upload = form.cleaned_data["file"]
    with TemporaryDirectory(prefix="otklik-upload-") as folder:
        path = Path(folder) / Path(upload.name or "file.csv").name[-100:]
        with path.open("wb") as target:
            target.writelines(upload.chunks())
        try:
            rows = list(read_rows(path))
        except UnreadableFile as wrong:
            form.add_error("file", str(wrong))
            rows = None
        yield rows
