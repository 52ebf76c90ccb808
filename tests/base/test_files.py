"""Files: the type is sniffed, the size bounded, the place outside the web root."""

from io import BytesIO
from pathlib import Path

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.files import open_file, store_file, true_name, verify_files

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "Письмо.pdf", "application/pdf"),
        (PNG, "фото.PNG", "image/png"),
        ("Текст".encode(), "a.txt", "text/plain"),
    ],
)
def test_a_good_file_is_kept_as_it_is(visitor: Actor, content: bytes, name: str, media_type: str) -> None:
    stored = store_file(visitor.administration_id, BytesIO(content), name)
    assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(content))
    with open_file(stored) as stream:
        assert stream.read() == content
    assert list(verify_files()) == []


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.pdf", "file_empty"),
        (b"MZ\x90\x00", "virus.exe", "file_type"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "letter.pdf", "file_type"),
        (b"<html><script>", "photo.jpg", "file_type"),
        (PDF, "no_ending", "file_type"),
    ],
)
def test_a_wrong_file_is_refused_with_a_reason(visitor: Actor, content: bytes, name: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        store_file(visitor.administration_id, BytesIO(content), name)
    assert refusal.value.code == code
    assert name in refusal.value.message


def test_a_file_over_the_limit_is_refused(visitor: Actor, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(RuleBroken, match="1 МБ"):
        store_file(visitor.administration_id, BytesIO(PDF + b" " * 1024 * 1024), "big.pdf")


def test_a_path_in_the_name_leads_nowhere(visitor: Actor, settings) -> None:
    stored = store_file(visitor.administration_id, BytesIO(PDF), "../../etc/passwd\\..\\x.pdf")
    assert stored.name == "x.pdf"
    assert (Path(settings.MEDIA_ROOT) / stored.path).resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())


def test_an_altered_file_is_found(visitor: Actor, settings) -> None:
    stored = store_file(visitor.administration_id, BytesIO(PDF), "x.pdf")
    (Path(settings.MEDIA_ROOT) / stored.path).write_bytes(b"%PDF-other")
    assert any("изменён" in problem for problem in verify_files())


@pytest.mark.parametrize(
    ("content", "name", "true"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Фото 7.jpg", "Фото 7.png"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "Фото 1.jpg", "Фото 1.webp"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "Фото.JPEG", "Фото.JPEG"),
        (b"OggS\x00\x02" + bytes(20), "Голосовое сообщение 4.mp3", "Голосовое сообщение 4.ogg"),
        (b"<html><script>", "photo.jpg", "photo.jpg"),
        (b"MZ\x90\x00", "virus.exe", "virus.exe"),
    ],
)
def test_a_picture_or_sound_is_named_by_what_it_is(content: bytes, name: str, true: str) -> None:
    assert true_name(content, name) == true


def test_a_voice_message_is_kept(visitor: Actor) -> None:
    voice = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(30)
    assert store_file(visitor.administration_id, BytesIO(voice), "Голос.ogg").media_type == "audio/ogg"
