"""A decree's folder that came as a ZIP: taken apart within bounds, checked, laid beside the other profiles."""

import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings

from otklik.base.errors import RuleBroken
from otklik.catalog.shared_profiles import MOST_BYTES, TEXT_KINDS
from otklik.procedures import registry
from otklik.procedures.loading import PROFILE_FILE
from otklik.procedures.parts import profile_parts

MOST_FILES = 100
_BOUNDS = f"порядок — это не больше {MOST_FILES} текстовых файлов и 10 МБ"
#: First parts of addresses that are no administration's.
TAKEN = frozenset(
    {
        *("account", "accessibility", "api", "csp-report", "first-run", "guide", "healthz", "hooks", "metrics"),
        *("node", "open311", "region", "static"),
    }
)


def keep_profile_archive(archive: IO[bytes]) -> str:
    """Check the folder in the archive and keep it; returns its slug. RuleBroken with every fault, a line each."""
    with _unpacked(archive) as folder:
        problems = registry.check_profile(folder / PROFILE_FILE)
        if problems:
            raise RuleBroken("profile", "\n".join(str(problem) for problem in problems), "archive")
        slug = registry.load_procedure(folder).slug
        if slug in TAKEN:
            text = f"Адрес «{slug}» занят самой системой: назовите администрацию в procedure.toml иначе."
            raise RuleBroken("profile_taken", text, "archive")
        keep_profile_folder(folder, slug)
    registry.forget()
    return slug


@contextmanager
def _unpacked(archive: IO[bytes]) -> Iterator[Path]:
    """The folder that holds procedure.toml, for a moment."""
    with TemporaryDirectory(prefix="otklik-profile-") as place:
        _open(archive, Path(place))
        named = [path for path in Path(place).rglob(PROFILE_FILE) if path.is_file()]
        found = sorted(named, key=lambda path: len(path.parts))
        if not found:
            text = f"В архиве нет файла {PROFILE_FILE}. Нужна папка порядка: {PROFILE_FILE}, decree.txt, clauses.tsv."
            raise RuleBroken("profile_absent", text, "archive")
        yield found[0].parent


def keep_profile_folder(folder: Path, slug: str) -> None:
    """Copy what the profile consists of, and nothing that lies beside it, to where profiles are read.

    RuleBroken for more than a decree can be, or where the disk does not take it.
    """
    parts, target = profile_parts(folder), Path(settings.PROFILES_DIR) / slug
    try:
        if len(parts) > MOST_FILES or sum(path.stat().st_size for path in parts) > MOST_BYTES:
            raise RuleBroken("profile_big", f"Порядок слишком велик: {_BOUNDS}.", "archive")
        for path in parts:
            place = target / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    except OSError as wrong:
        text = (
            f"Порядок не записан: папка {target.parent} не принимает файлы. "
            "Проверьте место на диске и права пользователя otklik."
        )
        raise RuleBroken("profile_not_kept", text, "archive") from wrong


def _open(archive: IO[bytes], place: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as book:
            _unpack(book, place)
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError) as wrong:
        text = "Архив не читается: нужен обычный ZIP без пароля."
        raise RuleBroken("archive", text, "archive") from wrong


def _unpack(book: zipfile.ZipFile, place: Path) -> None:
    """The text files of the archive; everything else is left out, nothing is written outside the place."""
    left, count = MOST_BYTES, 0
    for entry in book.infolist():
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        is_text = name.suffix.lower() in TEXT_KINDS and not entry.filename.endswith("/")
        if not is_text or name.is_absolute() or ".." in name.parts:
            continue
        count += 1
        with book.open(entry) as source:
            content = source.read(left + 1)
        left -= len(content)
        if left < 0 or count > MOST_FILES:
            raise RuleBroken("archive_big", f"В архиве слишком много: {_BOUNDS}.", "archive")
        target = place.joinpath(*name.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
