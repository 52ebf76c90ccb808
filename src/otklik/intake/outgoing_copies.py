"""The copy of what left: made once, stored with its digest, shown years later as it was."""

import re
from hashlib import sha256
from io import BytesIO

from otklik.base.errors import NotFound
from otklik.base.files import open_file, store_file
from otklik.exporters.letter.to_pdf import letter_pdf
from otklik.intake.letters import letter_of
from otklik.intake.models import Answer

_UNSAFE = re.compile(r"[^\w.-]+")


def copy_name(answer: Answer) -> str:
    """«otvet-исх-12-2025.pdf»: letters and digits of the outgoing number."""
    return f"otvet-{_UNSAFE.sub('-', answer.number or str(answer.pk)).strip('-')}.pdf"


def keep_copy(answer: Answer, files: tuple[str, ...]) -> None:
    """Set the letter, store it and its digest on the answer (saved)."""
    content = letter_pdf(letter_of(answer, files))
    stored = store_file(answer.item.administration_id, BytesIO(content), copy_name(answer))
    answer.copy, answer.copy_digest = stored, sha256(content).hexdigest()
    answer.save(update_fields=["copy", "copy_digest"])


def copy_content(answer: Answer) -> bytes:
    """The bytes that left. NotFound where no copy was made, or it was erased with the author's data."""
    if answer.copy is None:
        raise NotFound("Копии письма нет: её не делали или стёрли вместе с данными автора.")
    try:
        with open_file(answer.copy) as stream:
            return stream.read()
    except FileNotFoundError:
        raise NotFound("Файл копии пропал из хранилища.") from None


def is_intact(answer: Answer) -> bool:
    """Whether the stored copy is still what left, by its digest."""
    try:
        return sha256(copy_content(answer)).hexdigest() == answer.copy_digest
    except NotFound:
        return False
