"""`otklik import-answers`: results of outside survey services on the command line."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otklik.cli.administrations import actor_for
from otklik.cli.feeding import Slug
from otklik.cli.start import fail, say, set_up

if TYPE_CHECKING:
    from otklik.base.actor import Actor
    from otklik.importers.answer_file import FileLook
    from otklik.importers.answer_mapping import AnswerMapping
    from otklik.surveys.access import Survey
    from otklik.surveys.actions.import_answers import ImportedAnswers, NewSurvey

GUESS = "guess"
Source = Annotated[Path, typer.Argument(help="Файл CSV или XLSX с ответами.", metavar="ФАЙЛ")]
Into = Annotated[int | None, typer.Option("--survey", help="Номер опроса, в который загрузить.")]
New = Annotated[str | None, typer.Option("--new", help="Название нового опроса: анкета составится по файлу.")]
Internal = Annotated[bool, typer.Option("--internal", help="Новый опрос — сотрудников, а не жителей.")]
MappingName = Annotated[str, typer.Option("--mapping", help="Имя сопоставления; без него — по столбцам файла.")]
Day = Annotated[str | None, typer.Option("--day", help="Когда опрашивали, 2026-03-28: для строк без даты.")]
Kind = Annotated[str, typer.Option("--kind", help="Вид опроса по порядку (короткое имя).")]


def import_answers(  # noqa: PLR0917 - typer maps the options
    administration: Slug,
    file: Source,
    survey: Into = None,
    new: New = None,
    internal: Internal = False,
    mapping: MappingName = GUESS,
    day: Day = None,
    kind: Kind = "",
) -> None:
    """Загрузить ответы внешнего сервиса. Тот же файл второй раз ничего не добавит."""
    set_up()
    actor = actor_for(administration)
    if not file.is_file():
        fail(f"Файла «{file}» нет. Проверьте имя и папку.", code=2)
    if (survey is None) == (new is None):
        fail("Укажите одно: номер опроса (--survey) или название нового (--new).", code=2)
    from otklik.base.errors import RuleBroken  # noqa: PLC0415 - after the settings are read
    from otklik.surveys.actions.import_answers import import_answers as run  # noqa: PLC0415
    from otklik.surveys.outside import look_at  # noqa: PLC0415

    try:
        look = look_at(file)
        chosen = _mapping(actor, look, mapping)
        into = _into(actor, look, chosen, survey, new, kind, internal=internal)
        result = run(actor=actor, path=file, mapping=chosen, into=into, day=_day(day))
    except RuleBroken as wrong:
        fail(str(wrong), code=2)
    _say(result)


def _mapping(actor: "Actor", look: "FileLook", name: str) -> "AnswerMapping":
    from otklik.importers.answer_file import guess_answers  # noqa: PLC0415 - after the settings are read
    from otklik.surveys.outside import find_answer_mapping  # noqa: PLC0415

    return guess_answers(look) if name == GUESS else find_answer_mapping(actor, name)


def _into(  # noqa: PLR0917 - what the options name
    actor: "Actor",
    look: "FileLook",
    mapping: "AnswerMapping",
    survey: int | None,
    new: str | None,
    kind: str,
    *,
    internal: bool,
) -> "Survey | NewSurvey":
    from otklik.core.appeals import Audience  # noqa: PLC0415 - after the settings are read
    from otklik.surveys.access import survey_to_run  # noqa: PLC0415
    from otklik.surveys.actions.import_answers import NewSurvey  # noqa: PLC0415
    from otklik.surveys.outside import proposed_content  # noqa: PLC0415

    if survey is not None:
        return survey_to_run(actor, survey)
    audience = Audience.INTERNAL if internal else Audience.EXTERNAL
    content = proposed_content(actor, look, mapping, title=new or "", audience=audience)
    return NewSurvey(content, new or "", audience.value, kind)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fail("Дата пишется так: 2026-03-28.", code=2)


def _say(result: "ImportedAnswers") -> None:
    say(f"Готово: опрос № {result.survey.pk} «{result.survey}».")
    say(f"Строк {result.row_count}, ответов {result.response_count}.")
    for reason, count in result.left_out.most_common():
        say(f"Не взято, {reason}: {count}.")
    for problem, count in result.problems.most_common(20):
        say(f"{problem}: {count}.")
