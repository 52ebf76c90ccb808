"""Archives without end are refused; documents with programs are refused or marked, as the place asks."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from otklik.base import file_dangers
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.file_dangers import MACROS, PROGRAM, danger_of
from otklik.base.files import store_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
VBA = "_VBA_PROJECT".encode("utf-16-le")


def packed(**entries: bytes) -> bytes:
    """An archive; «__» in a name stands for a folder, «_dot_» for a dot."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, entry in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), entry)
    return content.getvalue()


DOCX = packed(_Content_Types_dot_xml=b"<Types/>", word__document_dot_xml=b"<w:document/>")
DOCM = packed(_Content_Types_dot_xml=b"<Types/>", word__document_dot_xml=b"<w/>", word__vbaProject_dot_bin=b"\1")


@pytest.mark.parametrize(
    ("content", "name", "danger"),
    [
        (DOCX, "a.docx", ""),
        (DOCM, "a.docx", MACROS),
        (DOCX, "a.docm", MACROS),
        (packed(xl__macrosheets__sheet1_dot_xml=b"<x/>"), "a.xlsx", MACROS),
        (OLE, "a.doc", ""),
        (OLE + VBA, "a.doc", MACROS),
        (packed(letter_dot_doc=OLE + VBA), "a.zip", MACROS),
        (packed(inner_dot_zip=packed(letter_dot_docx=DOCM)), "a.zip", MACROS),
        (packed(photo_dot_jpg_dot_exe=b"MZ"), "a.zip", PROGRAM),
        (packed(photo_dot_jpg=b"\xff\xd8\xff"), "a.zip", ""),
        (b"%PDF-1.7", "a.pdf", ""),
    ],
)
def test_programs_in_documents_are_found(content: bytes, name: str, danger: str) -> None:
    assert danger_of(content, name) == danger


def bomb(layers: int) -> bytes:
    content = packed(zeros_dot_txt=b"\0" * 2_000_000)
    for _ in range(layers):
        content = packed(**{f"part{number}_dot_zip": content for number in range(4)})
    return content


@pytest.mark.parametrize("layers", [0, 1, 2])
def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, layers: int) -> None:
    monkeypatch.setattr(file_dangers, "LARGEST_UNPACKED", 1_500_000)
    content = bomb(layers)
    assert len(content) < 50_000
    with pytest.raises(RuleBroken) as refusal:
        danger_of(content, "архив.zip")
    assert refusal.value.code == "file_bomb"
    assert "архив.zip" in refusal.value.message


def test_archives_are_not_opened_for_ever() -> None:
    content = packed(a_dot_txt=b"a")
    for _ in range(6):
        content = packed(inner_dot_zip=content)
    with pytest.raises(RuleBroken, match="вложены друг в друга"):
        danger_of(content, "архив.zip")


def test_an_archive_of_countless_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_dangers, "MOST_ENTRIES", 10)
    with pytest.raises(RuleBroken) as refusal:
        danger_of(packed(**{f"file{number}": b"" for number in range(11)}), "архив.zip")
    assert refusal.value.code == "file_bomb"


@pytest.mark.parametrize(
    "content",
    [DOCX[:-30], DOCX[:40], b"PK\x03\x04" + b"\0" * 100],
    ids=lambda value: "content" if isinstance(value, bytes) else None,
)
def test_a_broken_archive_is_named(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="повреждён"):
        danger_of(content, "a.docx")


def test_a_citizen_is_asked_to_save_without_macros_and_a_clerk_keeps_what_came(visitor: Actor) -> None:
    for name in ("жалоба.docm", "жалоба.docx"):
        with pytest.raises(RuleBroken) as refusal:
            store_file(visitor.administration_id, BytesIO(DOCM), name)
        assert (refusal.value.code, "PDF" in refusal.value.message) == ("file_macros", True)
        stored = store_file(visitor.administration_id, BytesIO(DOCM), name, keeps_dangerous=True)
        assert (stored.name, stored.danger) == (name, MACROS)
    assert store_file(visitor.administration_id, BytesIO(DOCX), "a.docx").danger == ""
