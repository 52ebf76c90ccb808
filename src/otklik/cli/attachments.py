"""`otklik move-files`: attachments that lay in a folder of this machine go where all machines reach them."""

from pathlib import Path
from typing import Annotated

import typer

from otklik.cli.start import fail, say, set_up

Folder = Annotated[
    Path, typer.Argument(metavar="ПАПКА", help="Папка, где вложения лежали до сих пор: обычно OTKLIK_DATA_DIR/files.")
]
TOLD_EVERY = 1000


def move_files(folder: Folder) -> None:
    """Переложить вложения из папки в хранилище OTKLIK_FILES_URL; повторный запуск доложит недостающие."""
    set_up()
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.base.file_moves import files_copied  # noqa: PLC0415
    from otklik.base.file_store import file_store  # noqa: PLC0415
    from otklik.base.files import verify_files  # noqa: PLC0415

    if not folder.is_dir():
        fail(f"Папки {folder} нет. Назовите ту, где вложения лежали до сих пор.")
    if trouble := file_store().trouble():
        fail(trouble)
    count = 0
    try:
        for count in files_copied(folder):
            if count % TOLD_EVERY == 0:
                say(f"Переложено: {count}")
    except RuleBroken as broken:
        fail(broken.message)
    problems = list(verify_files())
    for problem in problems:
        say(f"✗ {problem}")
    if problems:
        fail(f"Переложено: {count}, но замечаний {len(problems)}. Папку не удаляйте.")
    say(f"Переложено: {count}. Все вложения на месте и не изменены. Папку {folder} можно убрать.")
