"""Where a secret comes from: the environment, a file that the environment names, or a credential of systemd.

Of `NAME`, `NAME_FILE` and `$CREDENTIALS_DIRECTORY/NAME` one at most may be given, so that it is never guessed which one
holds. Knows no settings of Django: they are made from this.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from otklik.core.system_words import why

FILE_ENDING = "_FILE"
CREDENTIALS = "CREDENTIALS_DIRECTORY"
LARGEST = 64 * 1024
#: Rights that let anybody on the machine read the file.
_READ_BY_OTHERS = 0o004


class SettingRefused(ValueError):  # noqa: N818 - named as `RuleBroken` is
    """A setting of the machine cannot be used; the message is Russian and says what to mend."""


def secret_value(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The secret, without the line's end; an empty string where it is not given.

    SettingRefused for one given twice and for a file that is absent, closed, empty, over 64 KiB, of many lines or not
    UTF-8.
    """
    given, path = environ.get(name, ""), secret_file(name, environ)
    if given and path is not None:
        raise SettingRefused(f"{name} задана и сама, и файлом «{path}». Оставьте что-то одно.")
    return given if path is None else _read(name, path)


def secret_file(name: str, environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file that the secret lies in; None where it does not lie in a file."""
    named, folder = environ.get(name + FILE_ENDING, ""), environ.get(CREDENTIALS, "")
    credential = Path(folder) / name if folder else None
    if credential is None or not credential.exists():
        return Path(named) if named else None
    if named:
        raise SettingRefused(f"{name} задана и переменной {name}{FILE_ENDING}, и LoadCredential. Оставьте что-то одно.")
    return credential


def open_to_all(names: Iterable[str], environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Files of these secrets that everybody on the machine may read."""
    paths = [path for name in names if (path := secret_file(name, environ)) is not None]
    return [path for path in paths if path.exists() and path.stat().st_mode & _READ_BY_OTHERS]


def _read(name: str, path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        text = content.decode("utf-8-sig").strip()
    except OSError as wrong:
        said = "нет" if isinstance(wrong, FileNotFoundError) else f"не открыть ({why(wrong)})"
        raise SettingRefused(f"{name}: файла «{path}» {said}. Проверьте путь и права на чтение.") from wrong
    except UnicodeDecodeError as wrong:
        raise SettingRefused(f"{name}: файл «{path}» не текст в UTF-8.") from wrong
    if not text or len(content) > LARGEST:
        raise SettingRefused(f"{name}: файл «{path}» {'больше 64 КБ' if text else 'пуст'}.")
    if len(text.splitlines()) > 1:
        raise SettingRefused(f"{name}: в файле «{path}» больше одной строки, нужна одна.")
    return text
