"""Scans and what a recogniser read of them, signatures, Word forms."""

from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import docx

from otklik.core.detached_signature import NotASignature, check_detached
from otklik.core.document import Document
from otklik.core.paper_sheets import read_sheet
from otklik.core.scan_reading import lines_of, propose, text_of
from otklik.exporters.own_template.check import check_template
from otklik.exporters.own_template.contract import FieldKind, Values
from otklik.exporters.own_template.fill import fill_template
from otklik.offline.paper.child import PaperProblem
from otklik.offline.paper.document import open_pdf
from otklik.offline.paper.pages import see_pages
from tests.fuzz.target import Target, as_text, read_all, storable
from tests.offline.scans import letter, pack, sheet

TODAY = date(2025, 6, 1)
SAMPLES = Path(__file__).parents[1] / "samples"
#: Fields of the ready sample that this target fills.
KNOWN = {"администрация": FieldKind.TEXT, "период": FieldKind.TEXT, "строка.каналы": FieldKind.CELL}
READ = (
    "Главе администрации\nот Сидоровой Нины Ивановны,\nпроживающей: г. Мураши, ул. Лесная, д. 3, кв. 5\n"
    "тел. 8 912 345-67-89, nina@mail.example\nПрошу почи-\nнить крышу.\n12 марта 2025 г. 12.03.2025\n"
)


def _pack(content: bytes) -> None:
    path = Path(gettempdir()) / "otklik-fuzz.pdf"
    path.write_bytes(content)
    for page in see_pages(open_pdf(path)):
        assert page.turn in {0, 90, 180, 270}
        for code in page.codes:
            read_sheet(code)


def _recognised(content: bytes) -> None:
    lines = [[(word, len(word) % 100) for word in line.split(" ")] for line in as_text(content).split("\n")]
    text = text_of(lines)
    found = propose(lines_of(lines), TODAY)
    assert found.written_on is None or found.written_on <= TODAY
    assert len(text) <= len(content) * 2


def _template(content: bytes) -> None:
    checked = check_template(content, KNOWN)
    for fault in checked.faults:
        storable(fault.place, fault.message)
    if not checked.faults:
        words = {"администрация": "Мураши", "период": "III квартал"}
        made = fill_template(
            content, Values(Document("Отчёт", "Мураши", ()), words, {}, {"строка.каналы": (("Почта",),)})
        )
        docx.Document(BytesIO(made))


def _form() -> bytes:
    """A small Word form with marks in the text, a table and the header."""
    word, out = docx.Document(), BytesIO()
    word.add_paragraph("{{ администрация }}, {{ период }}")
    word.add_table(1, 1).cell(0, 0).text = "{{ строка.каналы.1 }}"
    word.sections[0].header.paragraphs[0].text = "{{ период }}"
    word.save(out)
    return out.getvalue()


TARGETS = (
    Target(
        "scan-pack",
        _pack,
        (pack(letter(), sheet()),),
        (PaperProblem,),
        marks=(b"/Count 99999", b"/MediaBox[0 0 1e9 1e9]", b"/Rotate 7", b"endobj", b"stream\n", b"/Kids[1 0 R]"),
        weight=0.2,
    ),
    Target("scan-words", _recognised, (READ.encode(),), marks=("от ".encode(), b"31.02.2025", b"8 912")),
    Target(
        "signature",
        lambda content: check_detached(content, b"Protokol"),
        read_all(SAMPLES.glob("signature*")),
        (NotASignature,),
        marks=(b"\x30\x80", b"\x30\x84\xff\xff\xff\xff", b"\x06\x00", b"-----BEGIN CMS-----"),
    ),
    Target(
        "word-form",
        _template,
        (_form(),),
        form="zip",
        marks=(
            b"{{ ",
            b" }}",
            b"<w:p>",
            b"</w:p>",
            b"<!DOCTYPE x>",
            b"<!ENTITY a 'b'>",
            b"<w:tbl/>",
            b'xmlns:w="x"',
        ),
        weight=0.4,
    ),
)
