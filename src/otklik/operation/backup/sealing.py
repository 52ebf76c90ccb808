"""Encryption to a public key: the server that makes copies cannot read them. The format is age, version 1."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pyrage
from pyrage.x25519 import Identity, Recipient

from otklik.base.errors import RuleBroken

_BUFFER = 1024 * 1024


def new_identity() -> Identity:
    """A fresh pair; `str()` of it is the secret key, `.to_public()` the public one."""
    return Identity.generate()


def recipient(text: str) -> Recipient:
    """A public key from its text; RuleBroken for anything else, above all for the secret one."""
    clean = text.strip()
    if clean.upper().startswith("AGE-SECRET-KEY"):
        raise RuleBroken(
            "backup_key",
            "Это секретный ключ. Серверу нужен открытый, он начинается с «age1». Секретный с сервера уберите.",
        )
    try:
        return Recipient.from_str(clean)
    except pyrage.RecipientError as wrong:
        raise RuleBroken(
            "backup_key",
            f"«{clean[:20]}…» — не открытый ключ копий. Он начинается с «age1»; пару делает otklik backup-key ФАЙЛ.",
        ) from wrong


def identity_from(path: Path) -> Identity:
    """The secret key of a file made by `otklik backup-key`; RuleBroken when there is none in it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        raise RuleBroken(
            "backup_key", f"Файл секретного ключа {path} не читается. Проверьте путь и права пользователя otklik."
        ) from wrong
    for line in lines:
        with suppress(pyrage.IdentityError):
            return Identity.from_str(line.strip())
    raise RuleBroken("backup_key", f"В файле {path} нет секретного ключа копий (строка AGE-SECRET-KEY-…).")


@contextmanager
def sealed_into(target: IO[bytes], recipients: Sequence[Recipient]) -> Iterator[IO[bytes]]:
    """A stream to write into; what is written arrives in `target` encrypted, a megabyte in memory at most.

    OSError when the target takes no more (a full disk).
    """
    reading, writing = (os.fdopen(end, mode, _BUFFER) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    seal = _Aside(lambda: pyrage.encrypt_io(reading, target, list(recipients)), reading)
    try:
        yield writing
        writing.close()
    except BrokenPipeError:
        seal.end()
        raise
    finally:
        with suppress(OSError):
            writing.close()
        seal.join()
    seal.end()


@contextmanager
def opened_from(source: IO[bytes], identity: Identity) -> Iterator[IO[bytes]]:
    """A stream to read the contents from. RuleBroken when the key does not fit or the file is spoilt or cut."""
    reading, writing = (os.fdopen(end, mode, _BUFFER) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    opening = _Aside(lambda: pyrage.decrypt_io(source, writing, [identity]), writing)
    try:
        yield reading
    except RuleBroken as wrong:
        reading.close()
        if wrong.code == "backup_spoilt":  # what a wrong key or a cut file looks like from within: the cause is told
            opening.end()
        raise
    finally:
        reading.close()
        opening.join()
    opening.end()


class _Aside:
    """One half of a pipe in a thread of its own; it ends what it was given, whatever happens."""

    def __init__(self, work: object, stream: IO[bytes]) -> None:
        self._problem: BaseException | None = None
        self._work, self._stream = work, stream
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._work()  # type: ignore[operator]
        except BaseException as problem:  # noqa: BLE001 - raised again in the thread that waits
            self._problem = problem
        with suppress(OSError):
            self._stream.close()

    def join(self) -> None:
        """Wait for its end."""
        self._thread.join()

    def end(self) -> None:
        """Wait, and raise what went wrong."""
        self._thread.join()
        problem = self._problem
        if isinstance(problem, pyrage.EncryptError):
            raise OSError(str(problem)) from problem
        if isinstance(problem, pyrage.DecryptError) or (isinstance(problem, OSError) and problem.errno is None):
            raise RuleBroken("backup_sealed", _said(str(problem))) from problem
        if problem and not isinstance(problem, BrokenPipeError):
            raise problem


def _said(reason: str) -> str:
    if "matching" in reason.lower():
        return "Этот секретный ключ не подходит к копии: она сделана для другого открытого ключа."
    if "header" in reason.lower():
        return "Это не копия «Отклика», или у файла испорчено начало. Возьмите другой файл."
    return "Копия испорчена или записана не до конца. Возьмите другую копию."
