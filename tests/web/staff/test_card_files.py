"""Files of the registrar's card: the scanner's folder, a huge upload, a bomb, a document with macros."""

import os
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.staff.test_card import CARD, DESK, PDF, TEXT, card, clerk

from otklik.base import file_dangers, scan_folder
from otklik.base.models import StoredFile
from otklik.base.scan_folder import make_folder
from otklik.intake.models import FeedbackItem

__all__ = ["clerk"]
pytestmark = pytest.mark.django_db


def packed(**entries: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, entry in entries.items():
            archive.writestr(name.replace("_dot_", "."), entry)
    return content.getvalue()


@pytest.fixture
def scans(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    settings.SCANS_DIR = str(tmp_path)
    monkeypatch.setattr(scan_folder, "SETTLED_SECONDS", 45)  # a busy machine takes its time between two lines

    def laid(name: str, age: float = 60) -> Path:
        make_folder("murashi")
        path = tmp_path / "murashi" / name
        path.write_bytes(PDF)
        os.utime(path, (time.time() - age, time.time() - age))
        return path

    return laid


def test_a_scan_is_looked_at_and_taken(
    clerk: Client, scans: Callable[..., Path], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    path, growing = scans("скан «1».pdf"), scans("новый.pdf", age=0)
    listed = clerk.post(f"{CARD}scans/").content.decode()
    assert "скан «1».pdf" in listed
    assert "ещё записывается" in listed
    (row,) = [scan for scan, _ in clerk.get(CARD).context["scan_rows"] if not scan.problem]
    looked = clerk.get(f"{CARD}scan/", {"file": row.token})
    assert b"".join(looked.streaming_content) == PDF
    assert looked["Content-Disposition"].startswith("attachment")
    ticked = clerk.post(CARD, card(scans=[row.token], find="1"))
    assert [is_ticked for scan, is_ticked in ticked.context["scan_rows"] if scan.token == row.token] == [True]
    with django_capture_on_commit_callbacks(execute=True):
        clerk.post(CARD, card(scans=[row.token]))
    assert FeedbackItem.objects.get().attachments.get().file.name == path.name
    assert (path.exists(), growing.exists()) == (False, True)
    late = card(scans=[row.token], text="Совсем другое дело: нужен фонарь у школы")
    assert "больше нет" in clerk.post(CARD, late).content.decode()


def test_no_file_outside_the_folder_is_shown(clerk: Client, scans: Callable[..., Path], tmp_path: Path) -> None:
    scans("скан.pdf")
    (tmp_path / "secret.pdf").write_bytes(PDF)
    for token in ("1-1:../secret.pdf", "", ":", "1-1:/etc/passwd", "\0"):
        assert clerk.get(f"{CARD}scan/", {"file": token}).status_code == 302


def test_a_huge_file_is_dropped_while_it_arrives_and_the_text_stays(clerk: Client, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100_000
    huge = SimpleUploadedFile("видео «двор».mp4", b"\0" * 3_000_000)
    small = SimpleUploadedFile("скан.pdf", PDF)
    page = clerk.post(CARD, {"attachments": [small, huge], **card()})
    body = page.content.decode()
    assert "Файл «видео «двор».mp4» больше 0 МБ" in body
    assert page.context["form"]["text"].value() == TEXT
    assert "Приложено: скан.pdf" in body
    assert "Всё, что вы ввели, сохранено." in body
    assert not FeedbackItem.objects.exists()
    assert 'data-limit-bytes="' in body


def test_a_bomb_is_refused_and_a_macro_document_is_kept_and_marked(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dangers, "LARGEST_UNPACKED", 1_000_000)
    bomb = SimpleUploadedFile("фото.zip", packed(zeros=b"\0" * 2_000_000))
    assert "вредоносные архивы" in clerk.post(CARD, card(attachments=bomb)).content.decode()
    macros = packed(**{"[Content_Types]_dot_xml": b"<Types/>", "word/vbaProject_dot_bin": b"\1"})
    clerk.post(CARD, card(attachments=SimpleUploadedFile("письмо.docm", macros)))
    item = FeedbackItem.objects.get()
    assert "с программой внутри" in clerk.get(f"{DESK}items/{item.pk}/").content.decode()
    attachment = item.attachments.get()
    download = clerk.get(f"{DESK}items/{item.pk}/files/{attachment.pk}/")
    assert download["Content-Disposition"].endswith("docm.opasno")
    assert download["Content-Type"] == "application/octet-stream"


def test_a_quarantined_file_is_named_and_given_to_nobody(clerk: Client) -> None:
    clerk.post(CARD, card(attachments=SimpleUploadedFile("скан.pdf", PDF)))
    item = FeedbackItem.objects.get()
    attachment = item.attachments.get()
    address = f"{DESK}items/{item.pk}/files/{attachment.pk}/"
    StoredFile.objects.update(virus_check="waiting")
    page = clerk.get(f"{DESK}items/{item.pk}/").content.decode()
    assert "ещё не проверен антивирусом" in page
    assert clerk.get(address)["Content-Disposition"].endswith("pdf.opasno")
    StoredFile.objects.update(virus_check="infected", virus_found="Eicar")
    page = clerk.get(f"{DESK}items/{item.pk}/").content.decode()
    assert "в карантине: вредоносная программа" in page
    assert address not in page
    assert clerk.get(address)["Location"] == f"{DESK}items/{item.pk}/"
