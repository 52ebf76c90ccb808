"""Taking in the results of an outside survey service: a file's rows become responses of one survey."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.questionnaire.answers import Answers
from otklik.core.questionnaire.schema import Questionnaire
from otklik.importers.answer_mapping import AnswerMapping
from otklik.importers.answer_questionnaire import Content
from otklik.importers.answer_rows import ReadRow
from otklik.importers.registry import read_rows
from otklik.intake.queries import today_of
from otklik.surveys.actions.keep_outside_file import erase_file, refuse_known
from otklik.surveys.codes import link_code, random_id
from otklik.surveys.envelope import shut
from otklik.surveys.launch import minimum_of
from otklik.surveys.models import (
    OutsideFile,
    QuestionnaireVersion,
    Survey,
    SurveyDay,
    SurveyLink,
    SurveyResponse,
)
from otklik.surveys.models import Questionnaire as Sheet
from otklik.surveys.outside import questionnaire_for, questionnaire_of_survey, reader_for
from otklik.surveys.policies import may_run

CHUNK = 2_000
#: Years that a survey's answers may bear.
FIRST_YEAR = 2000


@dataclass
class ImportedAnswers:
    """What became of a file: rows read, responses made, rows left out by reason, values not understood."""

    survey: Survey
    row_count: int = 0
    response_count: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    moved_days: int = 0
    """Days whose answers stand on the next open day: their own were sealed already."""


@dataclass(frozen=True)
class NewSurvey:
    """A survey that the file's answers found."""

    content: Content
    title: str
    audience: str
    kind: str = ""


@transaction.atomic
def import_answers(
    *,
    actor: Actor,
    path: Path,
    mapping: AnswerMapping,
    into: Survey | NewSurvey,
    day: date | None = None,
    kept: OutsideFile | None = None,
) -> ImportedAnswers:
    """Take a file in; the same file twice is refused by its digest, and changes nothing.

    `day`: when people were asked, for rows without a date of their own; today otherwise. RuleBroken when the file does
    not fit the questionnaire. Порядок: murashi 2.2, 5.7, biysk 3 («Проведение опросов … через ПОС»).
    """
    today = today_of(actor)
    day = day or today
    if not day.year >= FIRST_YEAR or day > today:
        raise RuleBroken("day", "День опроса не может быть в будущем.", "day")
    digest = kept.digest if kept else _digest(path)
    refuse_known(actor, digest)
    survey = into if isinstance(into, Survey) else _found(actor, into, day)
    if survey.administration_id != actor.administration_id:
        raise NotFound
    if not may_run(actor, survey.audience, survey.department_id):
        raise NotFound
    result = ImportedAnswers(survey)
    reader = reader_for(actor, questionnaire_of_survey(survey), mapping)
    rows = _responses(reader.rows(read_rows(path)), mapping, result)
    _store(survey, rows, (day, today), result)
    if not result.response_count:
        raise RuleBroken("nothing", f"Ни одна строка не дала ответа: {_told(result)}.")
    _freeze(survey, day)
    _finish(actor, result, kept, digest, path.name)
    return result


def _found(actor: Actor, new: NewSurvey, day: date) -> Survey:
    """The survey with its questionnaire as the file has it, closed: nobody answers it here."""
    if not new.title.strip():
        raise RuleBroken("title", "Назовите опрос.", "title")
    if not may_run(actor, new.audience, None):
        raise NotFound
    sheet = questionnaire_for(new.content)
    version = _version(actor, new, sheet)
    return Survey.objects.create(
        administration_id=actor.administration_id,
        kind=new.kind,
        title=new.title.strip()[:300],
        audience=new.audience,
        state=Survey.State.CLOSED,
        version=version,
        opens_on=day,
        closes_on=day,
        minimum_group=minimum_of(procedure_of(actor.administration_slug), new.audience),
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )


def _version(actor: Actor, new: NewSurvey, sheet: Questionnaire) -> QuestionnaireVersion:
    questionnaire = Sheet.objects.create(
        administration_id=actor.administration_id,
        slug=f"outside_{link_code()}",
        title=new.title.strip()[:500],
        audience=new.audience,
    )
    content = {**sheet.model_dump(mode="json", exclude_defaults=True), "slug": questionnaire.slug}
    return QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, number=1, content=content, changed_at=timezone.now(), changed_by_id=actor.user_id
    )


def _responses(
    rows: Iterable[ReadRow], mapping: AnswerMapping, result: ImportedAnswers
) -> Iterator[tuple[date | None, Answers]]:
    """The answers of each person, of each row where rows cannot be joined."""
    joined: dict[str, tuple[date | None, Answers]] = {}
    for row in rows:
        result.row_count += 1
        result.problems.update(row.problems)
        if row.left_out:
            result.left_out[row.left_out] += 1
        elif not (mapping.is_long and row.person):
            yield row.day, row.answers
        elif row.person in joined:
            _merge(joined[row.person][1], row.answers)
        else:
            joined[row.person] = (row.day, row.answers)
    yield from joined.values()


def _merge(whole: Answers, more: Answers) -> None:
    for slug, answer in more.items():
        kept = whole.get(slug)
        whole[slug] = {**kept, **answer} if isinstance(kept, dict) and isinstance(answer, dict) else answer


def _store(
    survey: Survey,
    responses: Iterator[tuple[date | None, Answers]],
    days_of: tuple[date, date],
    result: ImportedAnswers,
) -> None:
    """Rows in random order within each thousand or two, on days that are not sealed yet."""
    link = survey.links.filter(source=SurveyLink.Source.OUTSIDE).first() or SurveyLink.objects.create(
        survey=survey, code=link_code(), source=SurveyLink.Source.OUTSIDE, is_active=False
    )
    days = _OpenDays(survey, *days_of)
    while chunk := list(islice(responses, CHUNK)):
        secrets.SystemRandom().shuffle(chunk)
        SurveyResponse.objects.bulk_create(
            SurveyResponse(
                id=random_id(),
                survey=survey,
                version_id=survey.version_id,
                link_id=link.pk,
                answered_on=days(on),
                answers=shut(answers),
            )
            for on, answers in chunk
        )
        result.response_count += len(chunk)
    result.moved_days = days.moved
    if days.strange:
        result.problems["день ответа в будущем или слишком давний: взят день опроса"] += days.strange
    days.widen()


class _OpenDays:
    """The day that answers stand on: their own, or the nearest one after it that is not sealed yet."""

    def __init__(self, survey: Survey, day: date, today: date) -> None:
        self.survey, self.day, self.today = survey, day, today
        self.moved = self.strange = 0
        self._sealed = set(SurveyDay.objects.filter(survey=survey).values_list("on", flat=True))
        self._known: dict[date, date] = {}

    def __call__(self, on: date | None) -> date:
        wanted = on or self.day
        if wanted.year < FIRST_YEAR or wanted > self.today:  # a day to come would never be sealed
            self.strange, wanted = self.strange + 1, self.day
        if wanted not in self._known:
            self._known[wanted] = self._open(wanted)
            self.moved += self._known[wanted] != wanted
        return self._known[wanted]

    def _open(self, wanted: date) -> date:
        while wanted in self._sealed:
            wanted += timedelta(days=1)
        return wanted

    def widen(self) -> None:
        """A survey that began or ended outside this system lasted as long as its answers."""
        if self.survey.state != Survey.State.CLOSED or not self._known:
            return
        used = self._known.values()
        self.survey.opens_on = min(self.survey.opens_on, *used)
        self.survey.closes_on = max(self.survey.closes_on or self.day, *used)
        self.survey.save(update_fields=["opens_on", "closes_on"])


def _freeze(survey: Survey, day: date) -> None:
    QuestionnaireVersion.objects.filter(pk=survey.version_id, frozen_on=None).update(frozen_on=day)


def _finish(actor: Actor, result: ImportedAnswers, kept: OutsideFile | None, digest: str, name: str) -> None:
    done = kept or OutsideFile(administration_id=actor.administration_id, created_by_id=actor.user_id, digest=digest)
    done.file_name = (kept.file_name if kept else name)[:200]
    done.survey, done.state = result.survey, OutsideFile.State.DONE
    done.row_count, done.response_count = result.row_count, result.response_count
    done.left_out = dict(result.left_out)
    done.created_at = timezone.now()
    done.save()
    summary = f"Ответы внешнего сервиса «{done.file_name}»: строк {done.row_count}, ответов {done.response_count}"
    audit.record(actor, "import_answers", result.survey, summary[:500])
    transaction.on_commit(lambda: erase_file(done))


def _told(result: ImportedAnswers) -> str:
    return "; ".join(f"{reason} — {count}" for reason, count in result.left_out.most_common(3)) or "строк нет"


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
