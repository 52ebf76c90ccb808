"""What of a file may hurt: an archive that unpacks without end, a document with a program inside.

Nothing here is run or written to disk; archives within archives are looked into up to a depth and a sum of bytes.
"""

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from otklik.base.errors import RuleBroken

#: Values of `StoredFile.danger`.
MACROS, PROGRAM = "macros", "program"
WORDS = {MACROS: "макросы (встроенная программа)", PROGRAM: "программа"}

LARGEST_UNPACKED = 512 * 1024 * 1024
MOST_ENTRIES = 10_000
DEEPEST = 3
#: So much of one packed file is read at once.
LARGEST_NESTED = 64 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Name of the storage that every old Word and Excel document with macros has.
_VBA_STORAGE = "_VBA_PROJECT".encode("utf-16-le")
_PROGRAM_ENDINGS = ".exe|.com|.scr|.pif|.bat|.cmd|.ps1|.vbs|.vbe|.js|.jse|.wsf|.hta|.msi|.lnk|.jar|.dll|.reg"
_PROGRAMS = frozenset(_PROGRAM_ENDINGS.split("|"))
MACRO_ENDINGS = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm"})


def danger_of(content: bytes, name: str) -> str:
    """MACROS, PROGRAM or an empty string; RuleBroken for a broken archive or one that unpacks beyond measure."""
    if content.startswith(_OLE):
        return MACROS if _VBA_STORAGE in content else ""
    if not content.startswith(_ZIP):
        return ""
    try:
        found = _Search(name).within(content, depth=1)
    except (BadZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error) as broken:
        message = f"Файл «{name}» повреждён и не открывается. Проверьте его и приложите снова."
        raise RuleBroken("file_broken", message) from broken
    return MACROS if PurePosixPath(name).suffix.lower() in MACRO_ENDINGS else found


class _Search:
    """One look through an archive and what is packed in it; counts bytes and entries over all depths."""

    def __init__(self, name: str) -> None:
        self._name, self._bytes, self._entries = name, 0, 0

    def within(self, content: bytes, depth: int) -> str:
        found = set()
        with ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                self._count(entry)
                found.add(self._entry(archive, entry, depth))
        return MACROS if MACROS in found else PROGRAM if PROGRAM in found else ""

    def _count(self, entry: ZipInfo) -> None:
        self._bytes, self._entries = self._bytes + entry.file_size, self._entries + 1
        if self._bytes > LARGEST_UNPACKED or self._entries > MOST_ENTRIES:
            raise self._bomb(
                f"распакованный, он занял бы больше {LARGEST_UNPACKED // _MEGABYTE} МБ или состоял бы"
                f" больше чем из {MOST_ENTRIES} файлов"
            )

    def _bomb(self, why: str) -> RuleBroken:
        message = (
            f"Файл «{self._name}» не принят: {why}. Так устроены вредоносные архивы. Приложите документы без архива."
        )
        return RuleBroken("file_bomb", message)

    def _entry(self, archive: ZipFile, entry: ZipInfo, depth: int) -> str:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        ending = path.suffix.lower()
        if path.name.lower() == "vbaproject.bin" or "macrosheets" in path.parts or ending in MACRO_ENDINGS:
            return MACROS
        if ending in _PROGRAMS:
            return PROGRAM
        if entry.filename.endswith("/") or entry.flag_bits & 1:  # what is locked by a password cannot be looked into
            return ""
        return self._packed(archive, entry, depth)

    def _packed(self, archive: ZipFile, entry: ZipInfo, depth: int) -> str:
        """An archive or an old document inside the archive."""
        with archive.open(entry) as stream:
            head = stream.read(len(_OLE))
            if not head.startswith(_ZIP) and head != _OLE:
                return ""
            if depth >= DEEPEST or entry.file_size > LARGEST_NESTED:
                raise self._bomb("в нём архивы вложены друг в друга")
            content = head + stream.read(entry.file_size)
        if head == _OLE:
            return MACROS if _VBA_STORAGE in content else ""
        return self.within(content, depth + 1)
