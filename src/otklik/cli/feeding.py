"""`otklik import-feedback`: files of other systems on the command line."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli.administrations import actor_for
from otklik.cli.progress import steps
from otklik.cli.start import fail, say, set_up

if TYPE_CHECKING:
    from otklik.base.actor import Actor
    from otklik.intake.actions.import_feedback import ImportResult

HAS_REJECTED = 3
#: Words of so many messages are indexed in some seconds.
INDEXED_AT_ONCE = 50_000
Slug = Annotated[str, typer.Argument(help="Короткое имя администрации, как в её адресе.", metavar="АДМИНИСТРАЦИЯ")]
Source = Annotated[Path, typer.Argument(help="Файл CSV, XLSX, XLS, ODS или JSON.", metavar="ФАЙЛ")]
MappingName = Annotated[str, typer.Option("--mapping", help="Имя сопоставления столбцов или файл TOML.")]
ChannelSlug = Annotated[str | None, typer.Option("--channel", help="Канал для всех строк файла.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Только проверить, ничего не записывать.")]
AsJson = Annotated[bool, typer.Option("--json", help="Итог для машины.")]


def import_feedback(  # noqa: PLR0917 - typer maps the options
    administration: Slug,
    file: Source,
    mapping: MappingName,
    channel: ChannelSlug = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Загрузить файл. Повторная загрузка ничего не задвоит. Код выхода 3 — есть отклонённые строки."""
    set_up()
    actor = actor_for(administration)
    if not file.is_file():
        fail(f"Файла «{file}» нет. Проверьте имя и папку.", code=2)
    result = _take_in(actor, file, mapping, channel, dry_run=dry_run)
    index_words(quiet=as_json)
    if as_json:
        typer.echo(json.dumps(result.as_json(), ensure_ascii=False))
    else:
        _say_result(result, dry_run=dry_run)
    if result.rejected:
        raise typer.Exit(HAS_REJECTED)


def _take_in(actor: "Actor", file: Path, mapping: str, channel: str | None, *, dry_run: bool) -> "ImportResult":
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.base.errors import RuleBroken  # noqa: PLC0415
    from otklik.importers.mapping import MappingError  # noqa: PLC0415
    from otklik.intake.actions.take_in_register import take_in_register as run  # noqa: PLC0415
    from otklik.intake.mappings import find_mapping  # noqa: PLC0415

    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    try:
        chosen = find_mapping(actor, mapping)
        with steps("Загружаю строки") as counter:
            return run(
                actor=actor,
                path=file,
                mapping=chosen,
                channel=channel,
                dry_run=dry_run,
                rejected_to=settings.DATA_DIR / "rejected" / f"{actor.administration_slug}-{file.stem}-{stamp}.csv",
                progress=lambda so_far: counter.advance(so_far.accepted + so_far.known - counter.done),
            )
    except (RuleBroken, MappingError) as wrong:
        fail(str(wrong), code=2)


def _say_result(result: "ImportResult", *, dry_run: bool) -> None:
    would = "было бы принято" if dry_run else "принято"
    say(f"Готово: {would} {result.accepted}, уже известно {result.known}, отклонено {result.rejected}.")
    if result.changed:
        say(f"Из известных изменилось состояние в исходной системе: {result.changed}.")
    if result.skipped:
        say(f"Пропущено по правилам сопоставления: {result.skipped}.")
    if result.rejected:
        say(f"Отклонённые строки с причинами: {result.rejected_file}")


def index_words(*, quiet: bool) -> None:
    """Let the search know the words of what was stored: at once when it takes seconds, else in the background."""
    from otklik.intake import text_index  # noqa: PLC0415 - after the settings are read
    from otklik.intake.tasks import index_words as in_background  # noqa: PLC0415

    waiting = text_index.waiting()
    if waiting > INDEXED_AT_ONCE:
        in_background.enqueue()
        if not quiet:
            say("Поиск по словам узнает о загруженном позже: этим займётся работающая система («otklik serve»).")
    elif waiting:
        with steps("Пополняю поиск по словам", waiting) as counter:
            text_index.catch_up(counter.advance)
