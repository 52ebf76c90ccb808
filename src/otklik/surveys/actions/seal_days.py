"""Sealing past days of surveys: rows in an order of chance, free text cut off, numbers packed, the count audited."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.core.questionnaire.columns import columns_of, matrix_of
from otklik.core.questionnaire.enums import QuestionKind
from otklik.core.questionnaire.schema import Questionnaire
from otklik.surveys.actions.pass_open_answers import pass_unguarded
from otklik.surveys.blocks import pack, with_links
from otklik.surveys.codes import random_id
from otklik.surveys.compiled import forget_compiled
from otklik.surveys.envelope import LANGUAGE
from otklik.surveys.models import OpenAnswer, QuestionnaireVersion, Survey, SurveyDay, SurveyResponse
from otklik.surveys.version_columns import questionnaire_of

#: Local hour from which yesterday is sealed. Until then a form sent twice over midnight meets its own row
#: (`web.public.surveys.tokens.LIFE_MINUTES`).
SEAL_HOUR = 4
BATCH = 500
_DONE_SECONDS, _AGAIN_SECONDS = 60 * 60 * 24, 60 * 60

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Day:
    """The answers to one version of a survey on one day, and how many there are now."""

    survey_id: int
    version_id: int
    on: date
    response_count: int


def seal_days(*, now: datetime | None = None) -> int:
    """Seal every past day that is not sealed, or got late rows (paper); returns how many were sealed.

    Asked every minute, looks once a night for each administration. Порядок: murashi 5.5.
    """
    moment, sealed = now or timezone.now(), 0
    places = Survey.objects.values_list("administration_id", "administration__time_zone").distinct().order_by()
    for administration_id, zone in places:
        local = moment.astimezone(ZoneInfo(zone))
        key = f"surveys.sealed:{administration_id}:{local:%Y%m%d}"
        if local.hour < SEAL_HOUR or caches["memory"].get(key):
            continue
        count, is_whole = _seal_all(administration_id, local.date())
        sealed += count
        caches["memory"].set(key, 1, _DONE_SECONDS if is_whole else _AGAIN_SECONDS)
    return sealed


def _seal_all(administration_id: int, today: date) -> tuple[int, bool]:
    """How many days were sealed, and whether none failed: one that cannot be sealed holds up no other."""
    sealed, is_whole = 0, True
    for day in list(days_to_seal(administration_id, today)):
        try:
            sealed += seal_day(day)
        except Exception:
            is_whole = False
            log.exception("survey_day_not_sealed", survey=day.survey_id, on=str(day.on))
    pass_unguarded(administration_id)
    return sealed, is_whole


def days_to_seal(administration_id: int, today: date) -> Iterator[Day]:
    """Days before today whose rows are not those that were sealed, by their number."""
    rows = SurveyResponse.objects.filter(survey__administration=administration_id, answered_on__lt=today)
    counted = rows.values_list("survey_id", "version_id", "answered_on").annotate(count=Count("pk")).order_by()
    sealed = {
        (survey, version, on): count
        for survey, version, on, count in SurveyDay.objects.filter(
            survey__administration=administration_id
        ).values_list("survey_id", "version_id", "on", "response_count")
    }
    for survey, version, on, count in counted:
        if sealed.get((survey, version, on)) != count:
            yield Day(survey, version, on, count)


@transaction.atomic
def seal_day(day: Day) -> int:
    """Seal one day of one version; 1 when there was anything to seal. LockedAnswersError when a key is missing."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("administration").get(pk=day.survey_id)
    version = QuestionnaireVersion.objects.get(pk=day.version_id)
    asked = questionnaire_of(version)
    found = _rows(day)
    rows = list(found.order_by())
    if not rows:
        return 0
    read = [row.pk for row in rows]
    _shuffle(rows)
    texts = [text for row in rows for text in _cut_off(survey, asked, row)]
    _shuffle(texts)
    for start in range(0, len(read), BATCH):  # these alone: a sheet may have been recorded since they were read
        delete_rows(found.filter(pk__in=read[start : start + BATCH]))
    SurveyResponse.objects.bulk_create(rows, batch_size=BATCH)
    OpenAnswer.objects.bulk_create(texts, batch_size=BATCH)
    _keep_block(day, asked, rows)
    _audit(survey, day, len(rows), len(texts))
    forget_compiled()
    return 1


def delete_rows(found: QuerySet[SurveyResponse]) -> None:
    """Delete without leaving the old contents readable in the file where the database would (SQLite)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    found._raw_delete(found.db)  # noqa: SLF001 - one statement, nothing hangs on a response


def _rows(day: Day) -> QuerySet[SurveyResponse]:
    return SurveyResponse.objects.filter(survey=day.survey_id, version_id=day.version_id, answered_on=day.on)


def _shuffle(rows: list[Any]) -> None:
    """By the machine's own randomness: nobody can run it again."""
    random.SystemRandom().shuffle(rows)


def _cut_off(survey: Survey, asked: Questionnaire, row: SurveyResponse) -> list[OpenAnswer]:
    """Take the free text out of a row, give the row a new id; what was cut off stands apart from it."""
    row.pk = random_id()
    row.language = str(row.answers.pop(LANGUAGE, row.language))[:5]
    names = {question.slug for question in asked.questions if question.kind is QuestionKind.TEXT}
    cut = [name for name in row.answers if name in names or "." in name]
    return [
        OpenAnswer(
            id=random_id(),
            administration_id=survey.administration_id,
            survey=survey,
            link_id=row.link_id,
            question=name,
            on=row.answered_on,
            text=text,
        )
        for name in cut
        if (text := str(row.answers.pop(name)).strip()) and text != "dk"
    ]


def _keep_block(day: Day, asked: Questionnaire, rows: Sequence[SurveyResponse]) -> None:
    numbers = matrix_of(columns_of(asked), [row.answers for row in rows])
    block, links = with_links(numbers, [row.link_id for row in rows])
    SurveyDay.objects.update_or_create(
        survey_id=day.survey_id,
        version_id=day.version_id,
        on=day.on,
        defaults={"response_count": len(rows), "block": pack(block), "link_ids": links},
    )


def _audit(survey: Survey, day: Day, count: int, text_count: int) -> None:
    actor = system_actor(survey.administration_id, survey.administration.slug)
    said = f"Опрос «{survey.title[:200]}», {day.on:%d.%m.%Y}: ответов {count}"
    audit.record(actor, "seal_survey_day", survey, said, on=str(day.on), responses=count, open_answers=text_count)
