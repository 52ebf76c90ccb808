"""`otklik backup-key`, `otklik backup`, `otklik restore`: copies made and brought back."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated

import typer

from otklik.cli.start import fail, say, set_up
from otklik.core.system_words import why

KeyFile = Annotated[Path, typer.Option("--key-file", help="Файл секретного ключа, сделанный «otklik backup-key».")]
Folder = Annotated[Path | None, typer.Option("--to", help="Папка для копии вместо OTKLIK_BACKUP_DIR.")]
PublicKey = Annotated[str, typer.Option("--key", help="Открытый ключ вместо OTKLIK_BACKUP_KEY.")]
#: The copy is whole, but files that the database names were not in the store when it was made.
MADE_WITH_GAPS = 3


def backup_key(path: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Куда записать секретный ключ.")]) -> None:
    """Сделать пару ключей для копий: открытый — серверу, секретный — вам, на носитель вне сервера."""
    from otklik.operation.backup.sealing import new_identity  # noqa: PLC0415 - loads the cipher

    pair = new_identity()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.is_dir():
            fail(f"{path} — папка. Укажите имя файла в ней.", code=2)
        fail(f"Файл {path} уже есть. Старый ключ нужен для старых копий: выберите другое имя.", code=2)
    except OSError as wrong:
        fail(f"Файл {path} не создать: {why(wrong)}. Выберите другое место.", code=2)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(f"# Секретный ключ резервных копий «Отклика». Открытый: {pair.to_public()}\n{pair}\n")
    say(f"Секретный ключ записан в {path}.")
    say("Перенесите его на два носителя вне этого сервера и сотрите здесь: без него копию не откроет никто.")
    say("Впишите в настройки сервера:")
    say(f"OTKLIK_BACKUP_KEY={pair.to_public()}")


def backup(
    to: Folder = None,
    key: PublicKey = "",
    nightly: Annotated[bool, typer.Option("--nightly", help="Ночная: лишние старые ночные копии стереть.")] = False,
) -> None:
    """Сделать копию: база, вложения, порядки и ключ одним зашифрованным файлом, прочитанным обратно и сверенным."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.base.errors import RuleBroken  # noqa: PLC0415
    from otklik.operation.backup import here, keeping  # noqa: PLC0415

    folder = to or Path(settings.BACKUP_DIR)
    try:
        made = keeping.back_up(folder, here.recipients(key), why="night" if nightly else "")
    except RuleBroken as wrong:
        fail(wrong.message, code=2 if wrong.code == "backup_key" else 1)
    say(f"Копия готова: {made.path}")
    say(
        f"{_size(made.size_bytes)}, строк базы {made.rows}, вложений {made.files} ({_size(made.file_bytes)}), "
        f"{made.took_seconds:.0f} с. Прочитана обратно и сверена; SHA-256 {made.digest}"
    )
    for path in keeping.let_go(folder, settings.BACKUP_KEEP) if nightly else ():
        say(f"Старая копия стёрта: {path.name}")
    if made.missing:
        fail(keeping.missing_words(made), code=MADE_WITH_GAPS)


def restore(
    file: Annotated[Path, typer.Argument(metavar="КОПИЯ", help="Файл копии (.otklik).")],
    key_file: KeyFile,
    look: Annotated[bool, typer.Option("--look", help="Только проверить копию и сказать, что в ней.")] = False,
) -> None:
    """Вернуть копию на пустое место: SQLite или PostgreSQL, какая бы база ни была в копии. Затем — полная проверка."""
    set_up()
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.operation.backup.sealing import identity_from  # noqa: PLC0415

    try:
        identity = identity_from(key_file)
        with _opened(file) as stream:
            (_look if look else _restore)(stream, identity)
    except RuleBroken as wrong:
        fail(wrong.message)
    except OSError as wrong:
        left = "" if look else " Место осталось пустым, как было."
        fail(f"Не получилось: {why(wrong)}.{left} Устраните причину и повторите.")


def _opened(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as wrong:
        fail(f"Файл копии {file} не открыть: {why(wrong)}. Проверьте путь и права пользователя otklik.")


def _restore(stream: object, identity: object) -> None:
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.cli.parts import is_taken  # noqa: PLC0415
    from otklik.operation.backup import here  # noqa: PLC0415
    from otklik.operation.backup.restoring import restore as bring_back  # noqa: PLC0415

    if is_taken(settings.HOST, int(settings.PORT)):
        fail(f"Система работает (порт {settings.PORT} занят). Остановите её службы и повторите.", code=2)
    say("Читаю копию…")
    done = bring_back(stream, identity, here.place())  # type: ignore[arg-type]
    say(f"Возвращена копия от {_moment(done.made_at)} (версия {done.version}, база {_engine(done.engine)}).")
    say(f"Таблиц {done.tables}, строк {done.rows} — каждая таблица сверена с копией по числу строк и дайджесту.")
    say(f"Вложений {done.files}, {_size(done.file_bytes)}.")
    if done.is_key_changed:
        say("Ключ установки взят из копии.")
    say("Проверяю целиком…")
    # A new process: this one has read the key that the empty installation had made for itself.
    checked = subprocess.run([sys.executable, "-m", "otklik.cli", "check"], check=False)
    if checked.returncode:
        fail("Копия возвращена, но проверка нашла замечания, они выше.", code=MADE_WITH_GAPS)
    say("Проверка пройдена. Запускайте службы: то, что названо со знаком «!» о заданиях, часах и копиях, уйдёт с ними.")
    say("Поиск по словам наполнится сам в первые минуты.")


def _look(stream: object, identity: object) -> None:
    from otklik.operation.backup.looking import look_into  # noqa: PLC0415 - loads the cipher

    seen = look_into(stream, identity)  # type: ignore[arg-type]
    say(f"Копия цела. Сделана {_moment(seen.made_at)}, версия {seen.version}, база {_engine(seen.engine)}.")
    say(f"Строк {seen.rows}, вложений {seen.files} ({_size(seen.file_bytes)}).")
    for name, count in seen.tables.items():
        say(f"  {name}: {count}")


def _moment(told: str) -> str:
    from otklik.operation.state.words import moment  # noqa: PLC0415 - after the settings are read

    return moment(datetime.fromisoformat(told))


def _engine(name: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(name, name)


def _size(count: int) -> str:
    """Bytes as a person says them."""
    for unit, bytes_of in (("ГБ", 1024**3), ("МБ", 1024**2), ("КБ", 1024)):
        if count >= bytes_of:
            return f"{count / bytes_of:.1f} {unit}".replace(".", ",")
    return f"{count} Б"
