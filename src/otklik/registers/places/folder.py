"""A folder of this server, under the one that the machine's administrator gave for registers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from otklik.registers.places.contract import Found, PlaceRefused, PlaceSettings
from otklik.registers.places.naming import free_name

_PIECE = 1 << 20


@contextmanager
def open_folder(root: Path, given: PlaceSettings) -> Iterator["Folder"]:
    """The place; PlaceRefused for a folder that is absent or lies outside `root`."""
    folder, back = _inside(root, given.folder), _inside(root, given.back_folder or f"{given.folder}/ответы")
    if not folder.is_dir():
        raise PlaceRefused(f"Папки «{folder}» на сервере нет. Пусть администратор сервера создаст её.")
    try:
        yield Folder(folder, back)
    except OSError as wrong:
        raise PlaceRefused(f"Папка «{folder}»: {wrong.strerror or 'ошибка чтения'}. Проверьте права.") from None


class Folder:
    """An open folder."""

    def __init__(self, folder: Path, back: Path) -> None:
        self._folder, self._back = folder, back

    def listing(self) -> list[Found]:
        """Plain files; a link is not followed."""
        entries = [entry for entry in os.scandir(self._folder) if entry.is_file(follow_symlinks=False)]
        told = [Found(entry.name, entry.stat().st_size, entry.stat().st_mtime) for entry in entries]
        return sorted(told, key=lambda one: one.name)

    def read(self, name: str) -> Iterator[bytes]:
        """Pieces of the file."""
        with (self._folder / name).open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def move(self, name: str, subfolder: str) -> str:
        """By renaming."""
        target = self._folder / subfolder
        target.mkdir(exist_ok=True)
        there = free_name(name, lambda one: (target / one).exists())
        (self._folder / name).rename(target / there)
        return there

    def put(self, subfolder: str, name: str, content: bytes) -> None:
        """Beside the moved file."""
        _write(self._folder / subfolder, name, content)

    def put_back(self, name: str, content: bytes) -> None:
        """Into the folder of answers, made when it is absent."""
        _write(self._back, name, content)


def _write(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.part"
    part.write_bytes(content)
    part.replace(folder / name)


def _inside(root: Path, name: str) -> Path:
    root = root.resolve()
    found = (root / name.strip("/\\ ")).resolve()
    if not found.is_relative_to(root):
        raise PlaceRefused(f"Папка должна лежать внутри «{root}»: впишите её имя без «..».")
    return found
