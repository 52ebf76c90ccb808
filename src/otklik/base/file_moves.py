"""Files of a folder put into the store, when the store becomes another."""

from collections.abc import Iterator
from pathlib import Path

from otklik.base.errors import RuleBroken
from otklik.base.file_store import FolderStore, file_store


def files_copied(folder: Path) -> Iterator[int]:
    """Copy what the store lacks or has in another size, telling how many so far; the folder stays as it is.

    RuleBroken when the folder is the store.
    """
    old, new = FolderStore(folder.resolve()), file_store()
    if isinstance(new, FolderStore) and new.root.resolve() == old.root:
        raise RuleBroken("same_folder", "Вложения уже лежат в этой папке. Сначала задайте OTKLIK_FILES_URL.")
    count = 0
    for place in old.places():
        if new.exists(place) and new.size(place) == old.size(place):
            continue
        with old.open(place) as stream:
            new.put(place, stream)
        count += 1
        yield count
