"""Files that people send: bounded, sniffed, stored under their digest outside the web root."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import puremagic
from django.conf import settings

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.file_dangers import MACRO_ENDINGS, MACROS, WORDS, danger_of
from otklik.base.file_store import file_store
from otklik.base.models import StoredFile
from otklik.base.virus_check import refuse_infected, verdict_outside_locks

ALLOWED = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
}
#: Documents with macros: taken only where a person has to keep what was sent (`keeps_dangerous`).
WITH_MACROS = {
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
#: Families whose members share one container, so that the sniffed type may differ from the name's ending.
CONTAINERS = (
    {".docx", ".xlsx", ".odt", ".ods", ".zip", ".docm", ".xlsm"},
    {".doc", ".xls"},
    {".jpg", ".jpeg"},
    {".tif", ".tiff"},
)
#: Kinds of pictures and kinds of sound that are taken for one another.
LIKE = ((".jpg", ".png", ".webp", ".gif", ".heic"), (".mp3", ".ogg", ".m4a"))


def _sniffed_endings(head: bytes, name: str) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(head, name)}
    except (puremagic.PureError, ValueError):  # ValueError: the file is empty
        return set()


def media_type_of(content: bytes, name: str) -> str:
    """The type that both the name and the bytes agree on; RuleBroken otherwise."""
    ending = Path(name).suffix.lower()
    known = ALLOWED | WITH_MACROS
    if ending not in known:
        if ending in MACRO_ENDINGS:
            raise _has_danger(name, MACROS)
        raise RuleBroken("file_type", f"Файл «{name}» такого вида не принимается. Подойдут PDF, фото, Word, Excel.")
    if ending == ".txt":
        return known[ending]
    family = next((group for group in CONTAINERS if ending in group), {ending})
    if _sniffed_endings(content[:4096], name).isdisjoint(family | {ending}):
        raise RuleBroken("file_type", f"Содержимое файла «{name}» не похоже на {ending}. Проверьте файл.")
    return known[ending]


def true_name(content: bytes, name: str) -> str:
    """The name with the ending of the bytes, where a network calls one kind of picture or sound by another's."""
    ending = Path(name).suffix.lower()
    family = next((group for group in LIKE if ending in group), ())
    sniffed = _sniffed_endings(content[:4096], name)
    if ending in sniffed:
        return name
    return next((f"{Path(name).stem}{one}" for one in family if one in sniffed), name)


def too_large(name: str) -> RuleBroken:
    """What is said of a file over the limit."""
    limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    return RuleBroken("file_size", f"Файл «{name}» больше {limit} МБ. Уменьшите его или приложите частями.")


def _has_danger(name: str, danger: str) -> RuleBroken:
    message = (
        f"Файл «{name}» не принят: в нём {WORDS[danger]}. Сохраните документ в PDF или без макросов и приложите снова."
    )
    return RuleBroken(f"file_{danger}", message)


def store_file(administration_id: int, upload: IO[bytes], name: str, *, keeps_dangerous: bool = False) -> StoredFile:
    """Check and keep one file; raises RuleBroken for a wrong type, an empty or too large file, an endless archive.

    A document with macros or an archive with a program is refused, as whoever sends it can save it anew;
    `keeps_dangerous` keeps and marks it, where a clerk has to keep what somebody else sent (59-ФЗ); what the antivirus
    found stays in quarantine then: nobody is given it.
    """
    content = upload.read(settings.UPLOAD_LIMIT_BYTES + 1)
    if not content:
        raise RuleBroken("file_empty", f"Файл «{name}» пуст.")
    if len(content) > settings.UPLOAD_LIMIT_BYTES:
        raise too_large(name)
    short = Path(name.replace("\\", "/")).name[-200:]
    media_type, danger = media_type_of(content, short), danger_of(content, short)
    if danger and not keeps_dangerous:
        raise _has_danger(short, danger)
    verdict = verdict_outside_locks(content)
    if not keeps_dangerous:
        refuse_infected(short, verdict)
    digest = hashlib.sha256(content).hexdigest()
    path = Path(str(administration_id)) / digest[:2] / digest
    put_bytes(str(path), content)
    return StoredFile.objects.create(
        administration_id=administration_id,
        name=short,
        media_type=media_type,
        size=len(content),
        sha256=digest,
        path=str(path),
        danger=danger,
        virus_check=verdict.state,
        virus_found=verdict.found,
    )


def put_bytes(place: str, content: bytes) -> None:
    """Keep bytes whose place is named after them, safely before the database says that they are there."""
    store = file_store()
    if not store.exists(place):
        store.put(place, io.BytesIO(content))


def forget_bytes(place: str) -> None:
    """Erase the bytes unless a stored file still has them: the same may have come with another message."""
    if not StoredFile.objects.filter(path=place).exists():
        file_store().remove(place)


def open_file(stored: StoredFile, *, even_infected: bool = False) -> IO[bytes]:
    """The stored bytes for a download; NotFound for a file in quarantine."""
    if stored.is_quarantined and not even_infected:
        raise NotFound(f"Файл «{stored.name}» в карантине: антивирус нашёл в нём вредоносную программу.")
    return file_store().open(stored.path)


def file_path(stored: StoredFile) -> Path:
    """A file on this machine with the stored bytes, to be read only; FileNotFoundError when they are gone."""
    path = file_store().path(stored.path)
    if not path.is_file():
        raise FileNotFoundError(stored.path)
    return path


def stored_files(administration_id: int, file_ids: Sequence[int]) -> tuple[StoredFile, ...]:
    """Files of the administration in the order of the ids; an unknown or foreign id is left out."""
    found = StoredFile.objects.filter(administration_id=administration_id).in_bulk(list(file_ids))
    return tuple(found[file_id] for file_id in file_ids if file_id in found)


def verify_files() -> Iterator[str]:
    """Problems of the stored files: missing or altered. An earlier release's tables will do: an update asks first."""
    store = file_store()
    for stored in StoredFile.objects.order_by("pk").only("name", "path", "sha256").iterator(500):
        try:
            with store.open(stored.path) as stream:
                is_same = hashlib.file_digest(stream, "sha256").hexdigest() == stored.sha256  # type: ignore[arg-type]
        except FileNotFoundError:
            yield f"Файл «{stored.name}» (№ {stored.pk}) пропал из хранилища."
            continue
        if not is_same:
            yield f"Файл «{stored.name}» (№ {stored.pk}) изменён."
