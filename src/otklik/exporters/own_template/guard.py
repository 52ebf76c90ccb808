"""What of an uploaded Word file may not come in: too much of it, programs, parts fetched from elsewhere."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED, _MOST_TEXT, _MOST_PARTS = 40 * 1024 * 1024, 6 * 1024 * 1024, 500
_ALIEN = (
    (re.compile(rb"<w:altChunk\b"), "вставленный другой документ"),
    (re.compile(rb"<o:OLEObject\b"), "вставленный объект другой программы"),
    (re.compile(rb"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE)\b"), "поле, которое берёт данные из других файлов"),
    (re.compile(rb"<!(?:DOCTYPE|ENTITY)\b"), "описание типа документа"),
)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
_LINK = re.compile(rb"relationships/hyperlink\"")


def refusal(content: bytes) -> str:
    """Why the file cannot be a template, in Russian; empty for a file that may be read."""
    if len(content) > MOST_BYTES:
        return f"Файл больше {MOST_BYTES // 1024 // 1024} МБ. Уменьшите картинки в шаблоне."
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _of_parts(archive)
    except (BadZipFile, RuntimeError, EOFError, OSError, ValueError):  # RuntimeError: unknown compression too
        return "Файл не читается как документ Word. Сохраните его в Word или LibreOffice в формате DOCX."


def _of_parts(archive: ZipFile) -> str:
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        return "Распакованный файл слишком велик: так устроены вредоносные архивы."
    if not any(entry.filename == "word/document.xml" for entry in entries):
        return "Это не документ Word. Сохраните шаблон в формате DOCX."
    return next((found for entry in entries if (found := _of_part(archive, entry))), "")


def _of_part(archive: ZipFile, entry: ZipInfo) -> str:
    if entry.filename.lower().endswith("vbaproject.bin"):
        return "В файле макросы. Сохраните его как обычный документ DOCX."
    if not entry.filename.endswith((".xml", ".rels")):
        return ""
    if entry.file_size > _MOST_TEXT:
        return "Текст шаблона слишком длинный."
    with archive.open(entry) as stream:
        content = stream.read(_MOST_TEXT)
    if any(not _LINK.search(link.group()) for link in _EXTERNAL.finditer(content)):
        return "В файле ссылки на части, которые лежат в других файлах. Вставьте их в документ."
    return next((f"В файле {words}. Уберите его." for pattern, words in _ALIEN if pattern.search(content)), "")
