"""Files of outside survey services that wait to be understood: their look, their mapping, the first rows as read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet
from pydantic import ValidationError

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import file_path
from otklik.catalog.models import ClientSegment, Department, Process
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience
from otklik.core.questionnaire.enums import Cut
from otklik.core.questionnaire.schema import Questionnaire
from otklik.importers.answer_file import FileLook, look_over
from otklik.importers.answer_mapping import AnswerMapping, Role, mapping_of, shipped_answer_mappings, value_key
from otklik.importers.answer_questionnaire import Content, questionnaire_from_file
from otklik.importers.answer_rows import AnswerReader, ReadRow, targets_of
from otklik.importers.contract import UnreadableFile
from otklik.importers.registry import read_rows
from otklik.surveys.models import AnswerMapping as KeptMapping
from otklik.surveys.models import OutsideFile, Survey
from otklik.surveys.policies import can_run_surveys, may_run
from otklik.surveys.version_columns import questionnaire_of

SHOWN = 20


@dataclass(frozen=True)
class ShownRow:
    """A row of the file: «question: answer» in words, what was not understood, why it is left out."""

    number: int
    answers: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    left_out: str


def outside_files(actor: Actor) -> QuerySet[OutsideFile]:
    """Files taken in and one's own that wait, newest first."""
    files = _files(actor).select_related("survey", "created_by")
    return files.filter(state=OutsideFile.State.DONE, survey__in=Survey.objects.visible_to(actor)) | files.filter(
        state=OutsideFile.State.DRAFT, created_by_id=actor.user_id
    )


def outside_file(actor: Actor, file_id: int) -> OutsideFile:
    """One's own file that waits for its mapping, or NotFound: a raw file knows more of people than a survey does."""
    waiting = _files(actor).filter(state=OutsideFile.State.DRAFT, created_by_id=actor.user_id)
    found = waiting.select_related("file", "survey__version").filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return found


def waiting_path(kept: OutsideFile) -> Path:
    """Where the waiting file stands; NotFound when it is gone."""
    gone = NotFound("Этого файла больше нет. Загрузите его ещё раз.")
    if kept.file is None:
        raise gone
    try:
        return file_path(kept.file)
    except FileNotFoundError:
        raise gone from None


def look_at(path: Path) -> FileLook:
    """Read the whole file once; RuleBroken when it cannot be read."""
    try:
        return look_over(read_rows(path), shown=SHOWN)
    except UnreadableFile as wrong:
        raise RuleBroken("file", str(wrong), "file") from wrong


def known_answer_mappings(actor: Actor) -> list[tuple[str, str]]:
    """Name and title of every mapping at hand, the administration's own first."""
    own = list(KeptMapping.objects.filter(administration_id=actor.administration_id).values_list("name", "title"))
    taken = {name for name, _ in own}
    return own + [(name, one.title) for name, one in shipped_answer_mappings().items() if name not in taken]


def find_answer_mapping(actor: Actor, name: str) -> AnswerMapping:
    """The administration's own mapping, else a shipped one; RuleBroken when there is none of the name."""
    own = KeptMapping.objects.filter(administration_id=actor.administration_id, name=name).first()
    if own is None and name in shipped_answer_mappings():
        return shipped_answer_mappings()[name]
    if own is None:
        known = ", ".join(slug for slug, _ in known_answer_mappings(actor))
        raise RuleBroken("mapping", f"Сопоставления «{name}» нет. Есть: {known}.", "mapping")
    return mapping_of(own.content)


def surveys_to_fill(actor: Actor) -> list[Survey]:
    """Surveys that the actor may put outside answers into, newest first."""
    found = Survey.objects.visible_to(actor).exclude(state=Survey.State.DRAFT).order_by("-opens_on", "-pk")[:200]
    return [survey for survey in found if may_run(actor, survey.audience, survey.department_id)]


def proposed_content(
    actor: Actor, look: FileLook, mapping: AnswerMapping, *, title: str, audience: Audience
) -> Content:
    """A questionnaire from the file; units, segments and processes of the same name are those of the catalogue."""
    own = {"administration_id": actor.administration_id}
    lists = {
        Cut.DEPARTMENT: Department.objects.filter(**own).values_list("title", "slug"),
        Cut.SEGMENT: ClientSegment.objects.filter(**own).values_list("title", "slug"),
        Cut.PROCESS: Process.objects.filter(**own).values_list("title", "slug"),
    }
    known = {cut.value: {value_key(name): slug.replace("-", "_") for name, slug in rows} for cut, rows in lists.items()}
    return questionnaire_from_file(look, mapping, title=title, audience=audience, known=known)


def questionnaire_for(content: Content) -> Questionnaire:
    """The proposed questionnaire, checked; RuleBroken says what the file lacks."""
    if not content["questions"]:
        raise RuleBroken("no_questions", "Ни в одном столбце нет ответов на вопросы. Скажите, что в них, и повторите.")
    try:
        return Questionnaire.model_validate_json(json.dumps(content))
    except ValidationError as wrong:
        raise RuleBroken("questionnaire", "Из этих столбцов не складывается анкета. Уберите лишние.") from wrong


def reader_for(actor: Actor, questionnaire: Questionnaire, mapping: AnswerMapping) -> AnswerReader:
    """Reads rows of the file for the questionnaire; RuleBroken when none of its columns answers a question."""
    zone = administration_by_slug(actor.administration_slug).time_zone
    reader = AnswerReader(questionnaire, mapping, time_zone=zone)
    if not mapping.is_long and not any(reader.target(column) for column in mapping.columns(Role.ANSWER)):
        raise RuleBroken(
            "no_match", "Ни один столбец не назван как вопрос анкеты. Покажите, какой столбец отвечает на какой вопрос."
        )
    return reader


def rows_shown(reader: AnswerReader, look: FileLook) -> list[ShownRow]:
    """The first rows as they would be taken in."""
    return [_shown(reader, row) for row in reader.rows(look.head)]


def questionnaire_of_survey(survey: Survey) -> Questionnaire:
    """What the survey asks now."""
    return questionnaire_of(survey.version)


def _shown(reader: AnswerReader, row: ReadRow) -> ShownRow:
    known, answers = targets_of(reader.questionnaire), []
    for slug, answer in row.answers.items():
        parts = answer.items() if isinstance(answer, dict) else [("", answer)]
        for sub, value in parts:
            target = known.get(f"{slug}.{sub}" if sub else slug)
            if target is not None:
                answers.append((target.title, _words(target.question.choices, value)))
    return ShownRow(row.number, tuple(answers), row.problems, row.left_out)


def _words(options: Iterable[object], value: object) -> str:
    titles = {getattr(option, "slug", ""): str(getattr(option, "title", "")) for option in options} | {
        "dk": "затрудняюсь ответить"
    }
    given = value if isinstance(value, list) else [value]
    return ", ".join(titles.get(str(one), str(one)) for one in given)


def _files(actor: Actor) -> QuerySet[OutsideFile]:
    if not can_run_surveys(actor):
        raise NotFound
    return OutsideFile.objects.filter(administration_id=actor.administration_id)
