"""Text of a scan: read by the real Tesseract, offered, never put over what was typed."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from tests.offline.scans import letter, pack

from otklik.base.actor import Actor
from otklik.base.files import store_file
from otklik.offline.actions.read_scan_text import forget_scan_texts, read_scan_text, text_waits, work_text
from otklik.offline.models import ScanText
from otklik.offline.packs import scan_text
from otklik.offline.paper.child import PaperProblem
from otklik.offline.paper.text import ABSENT

pytestmark = pytest.mark.django_db
DAY = date(2025, 4, 1)


def asked(registrar: Actor, content: bytes) -> ScanText:
    stored = store_file(registrar.administration_id, BytesIO(content), "скан.pdf")
    row = read_scan_text(actor=registrar, file=stored)
    assert row is not None
    again = read_scan_text(actor=registrar, file=store_file(registrar.administration_id, BytesIO(content), "ещё.pdf"))
    assert again is not None
    assert again.pk == row.pk  # the same bytes are read once
    work_text(row.pk)
    row.refresh_from_db()
    return row


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no Tesseract on this machine")
def test_a_page_is_read_and_its_author_proposed(registrar: Actor) -> None:
    row = asked(registrar, pack(letter()))
    assert (row.state, row.page_count) == ("ready", 1), row.stage
    assert row.file is not None
    shown = scan_text(registrar, row.file, DAY)
    assert shown is not None
    assert "не чинят крышу дома" in shown.text
    assert shown.proposed.name == "Сидорова Нина Ивановна"
    assert shown.proposed.phone.replace(" ", "").replace("-", "") == "89123456789"
    assert shown.proposed.written_on == date(2025, 3, 12)


def test_without_the_program_it_is_said_in_words(registrar: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    row = asked(registrar, pack(letter()))
    assert (row.state, row.stage) == ("failed", ABSENT)


def test_texts_go_after_a_week(registrar: Actor) -> None:
    stored = store_file(registrar.administration_id, BytesIO(pack(letter())), "скан.pdf")
    read_scan_text(actor=registrar, file=stored)
    assert forget_scan_texts() == 0
    ScanText.objects.update(created_at=ScanText.objects.get().created_at - timedelta(days=8))
    assert forget_scan_texts() == 1


def test_a_word_document_is_no_scan(registrar: Actor) -> None:
    stored = store_file(registrar.administration_id, BytesIO(b"text"), "письмо.txt")
    assert read_scan_text(actor=registrar, file=stored) is None


def test_a_late_reader_changes_nothing(registrar: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken for lost, it fails after the next one has read the scan."""
    stored = store_file(registrar.administration_id, BytesIO(pack(letter())), "скан.pdf")
    row = read_scan_text(actor=registrar, file=stored)
    assert row is not None
    readers = []

    def look(*_: object, **__: object) -> Iterator[dict[str, object]]:
        readers.append(1)
        if len(readers) == 1:
            text_waits(row.pk)
            work_text(row.pk)
            raise PaperProblem("Долго")
        yield {"pages": 1, "n": 1, "lines": [["Прочитано"]]}

    monkeypatch.setattr("otklik.offline.actions.read_scan_text.look", look)
    work_text(row.pk)
    row.refresh_from_db()
    assert (row.state, row.lines, row.stage) == ("ready", [["Прочитано"]], "")
