"""Coverage: of the interactions that ended, to how many a questionnaire was given, and how many answered.

Порядок: murashi 5.10. Only numbers of interactions, questionnaires and answers; never what was answered.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Count, Sum

from otklik.base.actor import Actor
from otklik.catalog.models import Process
from otklik.core.appeals import Audience, ItemStatus
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.surveys.matrix import matrices_of_surveys
from otklik.surveys.models import GivenCount, InteractionCount, Survey, SurveyLink

#: A case may be answered a year after it came; older ones are too few to be looked for among a million.
QUARTERS_BACK = 4
#: Object and process that a number belongs to.
Place = tuple[str, int | None]


@dataclass
class Row:
    """One process, or an object's interactions of no known process."""

    subject: str
    process_id: int | None
    title: str
    answered_cases: int = 0
    counted: int = 0
    given: Counter[str] = field(default_factory=Counter)
    """By way: `GivenWay`."""
    answers: Counter[str] = field(default_factory=Counter)
    """By source: `SurveyLink.Source`."""
    has_survey: bool = False

    @property
    def closed(self) -> int:
        """Interactions that ended."""
        return self.answered_cases + self.counted

    @property
    def given_count(self) -> int:
        """Questionnaires given."""
        return sum(self.given.values())

    @property
    def answer_count(self) -> int:
        """Answers received."""
        return sum(self.answers.values())

    @property
    def given_share(self) -> float | None:
        """Given of ended, 0..1; None where none is known to have ended, or more was given."""
        return self.given_count / self.closed if self.closed and self.given_count <= self.closed else None

    @property
    def answer_share(self) -> float | None:
        """Answers of ended, as `given_share`."""
        return self.answer_count / self.closed if self.closed and self.answer_count <= self.closed else None

    @property
    def told(self) -> str:
        """What is missing, in words; empty where nothing is."""
        if self.process_id is None:
            return ""
        if not self.has_survey:
            return "Сбора нет: ни один открытый опрос не спрашивает об этом."
        if not self.closed and self.answer_count:
            return "Сколько взаимодействий завершено, не указано: введите число или загрузите файл."
        if self.closed and not self.given_count and not self.answer_count:
            return "Анкету никому не дали."
        return "" if self.answer_count or not self.given_count else "Анкеты даны, ответов пока нет."


@dataclass(frozen=True)
class SubjectCoverage:
    """An object of assessment with its processes and their sum."""

    slug: str
    title: str
    rows: tuple[Row, ...]
    total: Row


def coverage_of(actor: Actor, subjects: Iterable[tuple[str, str]], quarter: Quarter) -> list[SubjectCoverage]:
    """Every external object (slug, title) with its processes, in the given order."""
    processes = list(Process.objects.filter(administration_id=actor.administration_id, is_active=True))
    rows: dict[Place, Row] = {(one.subject, one.pk): Row(one.subject, one.pk, one.title) for one in processes}
    of_process = {one.pk: one.subject for one in processes}
    _add_cases(rows, actor, quarter)
    _add_counted(rows, of_process, actor, quarter)
    _add_given(rows, actor, quarter)
    _add_answers(rows, of_process, actor, quarter)
    return [_subject(slug, title, rows.values()) for slug, title in subjects]


def _subject(slug: str, title: str, rows: Iterable[Row]) -> SubjectCoverage:
    own = sorted((row for row in rows if row.subject == slug), key=lambda row: (row.process_id is None, row.title))
    total = Row(slug, None, title, has_survey=any(row.has_survey for row in own))
    for row in own:
        total.answered_cases += row.answered_cases
        total.counted += row.counted
        total.given += row.given
        total.answers += row.answers
    return SubjectCoverage(slug, title, tuple(own), total)


def _row(rows: dict[Place, Row], subject: str, process_id: int | None) -> Row:
    """The process's row; else the row of its object without a process, made when it is first needed."""
    found = rows.get((subject, process_id))
    return found or rows.setdefault((subject, None), Row(subject, None, "Процесс не указан"))


def _add_cases(rows: dict[Place, Row], actor: Actor, quarter: Quarter) -> None:
    keys, one = [], quarter
    for _ in range(QUARTERS_BACK + 1):
        keys.append(one.key)
        one = one.previous()
    answered = FeedbackItem.objects.filter(
        administration_id=actor.administration_id,
        audience=Audience.EXTERNAL.value,
        quarter__in=keys,
        status=ItemStatus.ANSWERED.value,
        answered_on__range=(quarter.start_on, quarter.end_on),
    )
    for found in answered.values("subject", "process").annotate(number=Count("pk")).order_by():
        _row(rows, found["subject"] or "", found["process"]).answered_cases += found["number"]


def _add_counted(rows: dict[Place, Row], of_process: dict[int, str], actor: Actor, quarter: Quarter) -> None:
    counted = InteractionCount.objects.filter(
        administration_id=actor.administration_id, on__range=(quarter.start_on, quarter.end_on)
    )
    for found in counted.values("process").annotate(number=Sum("count")).order_by():
        if found["process"] in of_process:
            _row(rows, of_process[found["process"]], found["process"]).counted += found["number"]


def _add_given(rows: dict[Place, Row], actor: Actor, quarter: Quarter) -> None:
    given = GivenCount.objects.filter(
        administration_id=actor.administration_id, quarter=quarter.key, survey__audience=Audience.EXTERNAL.value
    )
    for found in given.values("subject", "process", "way").annotate(number=Sum("count")).order_by():
        _row(rows, found["subject"], found["process"]).given[found["way"]] += found["number"]


def _add_answers(rows: dict[Place, Row], of_process: dict[int, str], actor: Actor, quarter: Quarter) -> None:
    surveys = _surveys(actor, quarter)
    places = _places_of_links(surveys, of_process)
    asked = {place for place, _source in places.values()}
    for row in list(rows.values()):
        row.has_survey = bool({(row.subject, row.process_id), (row.subject, None)} & asked)
    matrices = matrices_of_surveys([one.pk for one in surveys], since=quarter.start_on, until=quarter.end_on)
    for matrix in matrices.values():
        links, numbers = np.unique(matrix.links, return_counts=True)
        for link, number in zip(links.tolist(), numbers.tolist(), strict=True):
            if link in places:
                place, source = places[link]
                _row(rows, *place).answers[source] += number


def _surveys(actor: Actor, quarter: Quarter) -> list[Survey]:
    """Surveys of citizens that asked in the quarter and rate an object or a process."""
    asked = Survey.objects.filter(
        administration_id=actor.administration_id, audience=Audience.EXTERNAL.value, opens_on__lte=quarter.end_on
    ).exclude(state=Survey.State.DRAFT)
    return list(asked.exclude(closes_on__lt=quarter.start_on).select_related("process", "touchpoint__process"))


def _places_of_links(surveys: list[Survey], of_process: dict[int, str]) -> dict[int, tuple[Place, str]]:
    by_id = {one.pk: one for one in surveys}
    links = SurveyLink.objects.filter(survey_id__in=by_id).select_related("touchpoint")
    found: dict[int, tuple[Place, str]] = {}
    for link in links:
        survey = by_id[link.survey_id]
        process = link.process_id or survey.process_id or _of_touchpoint(link, survey)
        subject = of_process.get(process or 0, survey.subject)
        found[link.pk] = ((subject, process), link.source)
    return found


def _of_touchpoint(link: SurveyLink, survey: Survey) -> int | None:
    point = link.touchpoint or survey.touchpoint
    return point.process_id if point else None
