"""Finds the importers that stand in this folder, and the one for a file."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType

from otklik.importers.contract import Importer, NumberedRow, UnreadableFile

_HEAD = 512
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FOREIGN = {
    b"%PDF": "Это документ PDF. Нужна таблица: CSV, XLSX, XLS, ODS или JSON.",
    b"{\\rtf": "Это документ RTF. Скопируйте таблицу из него в Excel и сохраните как XLSX.",
    b"\x1f\x8b": "Это архив GZIP. Распакуйте его и выберите файл с таблицей.",
    b"Rar!": "Это архив RAR. Распакуйте его и выберите файл с таблицей.",
    b"7z\xbc\xaf": "Это архив 7z. Распакуйте его и выберите файл с таблицей.",
}


@lru_cache(maxsize=1)
def importers() -> Mapping[str, Importer]:
    """All importers by slug: every package of this folder exports one constant IMPORTER."""
    folder = import_module("otklik.importers")
    names = sorted(module.name for module in iter_modules(folder.__path__) if module.ispkg)
    found: list[Importer] = [import_module(f"otklik.importers.{name}").IMPORTER for name in names]
    return MappingProxyType({importer.slug: importer for importer in found})


def importer_for(path: Path) -> Importer:
    """The importer by what the file holds, then by its extension. Raises UnreadableFile."""
    head = _head(path)
    extension = path.suffix.lower()
    if head.startswith((_ZIP, _OLE)):
        return importers()["xlsx"]
    _refuse_foreign(head, extension)
    if extension in importers()["json"].extensions:
        return importers()["json"]
    if extension in importers()["xlsx"].extensions:
        raise UnreadableFile(
            f"Файл назван «{extension}», но это не книга Excel. Откройте его в Excel и сохраните заново."
        )
    return importers()["csv"]


def read_rows(path: Path) -> Iterator[NumberedRow]:
    """Rows of a file of any known format."""
    return importer_for(path).read_rows(path)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        raise UnreadableFile(f"Файл «{path.name}» не открывается: проверьте имя и права на чтение.") from None
    if not head:
        raise UnreadableFile(f"Файл «{path.name}» пуст.")
    return head


def _refuse_foreign(head: bytes, extension: str) -> None:
    for start, message in _FOREIGN.items():
        if head.startswith(start):
            raise UnreadableFile(message)
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
    if opening.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        named = f"Файл назван «{extension}», а внутри" if extension else "В файле"
        raise UnreadableFile(f"{named} страница HTML или XML. Откройте его в Excel и сохраните как XLSX или CSV.")
