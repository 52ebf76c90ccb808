"""The letter on the letterhead, read back from DOCX and PDF."""

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pikepdf
import pytest
from tests.exporters.hostile import SCRIPT, TYPST
from tests.exporters.reading import alternative_texts, pdf_text, structure_tags

from otklik.core.letter import Letter, Letterhead
from otklik.exporters.letter.glyphs import _UNPRINTABLE, printable
from otklik.exporters.letter.to_pdf import letter_pdf
from otklik.exporters.letter.to_word import letter_docx


def picture() -> bytes:
    """A grey PNG of 40 by 50 points."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"".join(b"\0" + bytes(40) for _ in range(50))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 50, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


HEAD = Letterhead(
    lines=("Администрация", "Тихого муниципального округа"),
    address="613711, г. Тихий, ул. Крупской, 10",
    phone="8 (83348) 2-14-15",
    ogrn="1024300000000",
    inn="4318000000",
)
LETTER = Letter(
    head=HEAD,
    addressee=("Сидоровой Нине Ивановне", "ул. Лесная, д. 5"),
    subject="О рассмотрении обращения № Ж-00042/2025 от 3 марта 2025 г.",
    greeting="Уважаемая Нина Ивановна!",
    paragraphs=("Яму засыпали 14 мая 2025 г.", "Асфальт положат до 1 сентября."),
    number="исх-12/2025",
    written_on=date(2025, 5, 16),
    incoming_number="Ж-00042/2025",
    incoming_on=date(2025, 3, 3),
    enclosures=("акт осмотра.pdf",),
    signer_position="Глава округа",
    signer_name="С. И. Рябинин",
    executor="Смирнова Анна Петровна",
    executor_phone="2-14-15",
    coat=picture(),
    created_at=datetime(2025, 5, 16, 9, tzinfo=UTC),
)
SAID = (
    "Тихого муниципального округа", "613711, г. Тихий", "тел. 8 (83348) 2-14-15", "ОГРН 1024300000000, ИНН 4318000000",
    "16.05.2025 № исх-12/2025", "На № Ж-00042/2025 от 03.03.2025", "Сидоровой Нине Ивановне", "О рассмотрении",
    "Уважаемая Нина Ивановна!", "Яму засыпали 14 мая", "Приложение: акт осмотра.pdf.", "Глава округа", "С. И. Рябинин",
    "Смирнова Анна Петровна",
)  # fmt: skip


def flat(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def docx_text(content: bytes) -> str:
    word = docx.Document(BytesIO(content))
    cells = [paragraph.text for table in word.tables for cell in table.rows[0].cells for paragraph in cell.paragraphs]
    return flat(" ".join([*cells, *(paragraph.text for paragraph in word.paragraphs)]))


@pytest.mark.parametrize("words", SAID)
def test_both_files_say_it(words: str) -> None:
    assert words in flat(pdf_text(letter_pdf(LETTER)))
    assert words in docx_text(letter_docx(LETTER))


def test_pdf_is_tagged_russian_and_the_coat_has_words() -> None:
    content = letter_pdf(LETTER)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang).startswith("ru")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "pdfuaid:part" in pdf.open_metadata()
        names = {str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()}
    assert all("PTSerif" in name for name in names)
    assert {"/H1", "/P", "/Figure"} <= set(structure_tags(content))
    assert alternative_texts(content) == ["Герб"]


def test_word_file_has_the_sheet_of_the_standard() -> None:
    word = docx.Document(BytesIO(letter_docx(LETTER)))
    section = word.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [30, 10, 20, 20]
    assert round(section.page_width.mm) == 210
    assert flat(word.core_properties.title) == LETTER.subject
    assert [paragraph.style.name for paragraph in word.paragraphs if paragraph.text.startswith("О рассмотрении")] == [
        "Heading 1"
    ]


def test_the_same_letter_is_the_same_bytes() -> None:
    assert letter_pdf(LETTER) == letter_pdf(LETTER)
    assert letter_docx(LETTER) == letter_docx(LETTER)


def test_a_draft_has_blanks_for_number_and_date() -> None:
    draft = replace(LETTER, number="", written_on=None)
    assert "____________ № __________" in flat(pdf_text(letter_pdf(draft)))


def test_a_long_letter_numbers_its_second_page() -> None:
    content = letter_pdf(replace(LETTER, paragraphs=("Слово за словом. " * 40,) * 12))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) > 1
    assert flat(pdf_text(content).split("\f")[1]).startswith("2 ")


@pytest.mark.parametrize("words", [TYPST, SCRIPT, "Смайлик 😀 и 中文", "\x00\x07\u202eконец", "«ёлки» — № 5 ₽"])
def test_any_words_stay_words(words: str) -> None:
    letter = replace(LETTER, subject=words, greeting=words, paragraphs=(words,), addressee=(words,), signer_name=words)
    assert flat(printable(words)).split(" ")[0] in flat(pdf_text(letter_pdf(letter)))
    assert flat(printable(words)).split(" ")[0] in docx_text(letter_docx(letter))


def test_every_printable_sign_is_in_the_typeface() -> None:
    signs = "".join(chr(code) for code in range(0x20, 0x2213) if not _UNPRINTABLE.match(chr(code)))
    assert letter_pdf(replace(LETTER, paragraphs=(signs,)))
