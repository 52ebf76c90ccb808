"""`otklik report` and `otklik coverage`: papers on the command line."""

import json
from pathlib import Path
from typing import Annotated

import typer

from otklik.cli.start import fail, say, set_up

Slug = Annotated[str, typer.Argument(help="Короткое имя администрации, как в её адресе.", metavar="АДМИНИСТРАЦИЯ")]
Report = Annotated[str, typer.Argument(help="Отчёт: monitoring, survey_summary, pain_map, roadmap.", metavar="ОТЧЁТ")]
Period = Annotated[str, typer.Argument(help="Квартал, например 2025Q3.", metavar="КВАРТАЛ")]
Format = Annotated[str, typer.Option("--format", help="Вид файла: json, docx, pdf, xlsx, html.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Куда записать; без него JSON печатается.")]
Edition = Annotated[int | None, typer.Option("--edition", help="Редакция закрытого периода.")]
Audience = Annotated[str | None, typer.Option("--audience", help="Только external или internal.")]
Subject = Annotated[str | None, typer.Option("--object", help="Только один объект оценки порядка.")]
Sender = Annotated[str | None, typer.Option("--sender", help="individual, representative или not_stated.")]
Form = Annotated[str | None, typer.Option("--form", help="oral или written.")]


def report(  # noqa: PLR0917 - typer maps the options
    administration: Slug,
    name: Report,
    period: Period,
    kind: Format = "json",
    output: Output = None,
    edition: Edition = None,
    audience: Audience = None,
    subject: Subject = None,
    sender: Sender = None,
    form: Form = None,
) -> None:
    """Напечатать отчёт администрации за квартал: показатели ровно те и так названы, как в её порядке."""
    set_up()
    _check_place(output)
    from otklik.analysis.cut import Cut  # noqa: PLC0415 - after the settings are read
    from otklik.base.errors import RuleBroken  # noqa: PLC0415
    from otklik.cli.administrations import actor_for  # noqa: PLC0415
    from otklik.core.periods import Quarter  # noqa: PLC0415
    from otklik.reporting.queries import render_report  # noqa: PLC0415

    try:
        cut = Cut(audience=audience, subject=subject, sender_kind=sender, form=form)
        rendered = render_report(actor_for(administration), name, Quarter.parse(period), kind, cut, edition)
    except (RuleBroken, ValueError) as wrong:
        fail(str(wrong), code=2)
    if output is None and kind == "json":
        typer.echo(rendered.content.decode())
        return
    path = output or Path(rendered.file_name)
    path.write_bytes(rendered.content)
    say(f"Записано: {path} ({len(rendered.content)} байт)")


def _check_place(output: Path | None) -> None:
    """Before the work, which takes a while."""
    if output is not None and (output.is_dir() or not output.absolute().parent.is_dir()):
        fail(f"Записать в «{output}» нельзя: нужно имя файла в папке, которая есть.", code=2)


def coverage(
    administration: Annotated[str | None, typer.Option("--administration", help="Только одна администрация.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Список для машины.")] = False,
) -> None:
    """Соответствие порядку: чем выполнен каждый пункт, что запланировано, что остаётся людям."""
    set_up()
    from otklik.catalog.queries import all_procedures  # noqa: PLC0415 - after the settings are read
    from otklik.procedures.coverage import as_rows  # noqa: PLC0415
    from otklik.procedures.coverage import coverage as covered  # noqa: PLC0415
    from otklik.reporting.targets import existing_targets  # noqa: PLC0415

    known = all_procedures()
    if administration and administration not in known:
        fail(f"Порядка «{administration}» нет. Есть: {', '.join(sorted(known))}.", code=2)
    chosen = [known[administration]] if administration else list(known.values())
    rows = [row for one in chosen for row in as_rows(covered(one, existing_targets(one)))]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        by = row["by"]
        say(f"{row['id']:32} {row['status']:8} {', '.join(by) if isinstance(by, list | tuple) else ''}")
