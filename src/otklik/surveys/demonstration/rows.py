"""Answers of invented respondents as the nightly seal leaves them: rows, packed days, words apart, audit entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.models import AuditEntry
from otklik.core.questionnaire.columns import columns_of, matrix_of
from otklik.core.questionnaire.enums import QuestionKind
from otklik.core.questionnaire.schema import Questionnaire
from otklik.surveys.blocks import pack, with_links
from otklik.surveys.models import OpenAnswer, QuestionnaireVersion, Survey, SurveyDay, SurveyResponse

ID_BITS = 62


@dataclass(frozen=True)
class Given:
    """One filled questionnaire: its day, the key of the way it came by, what was answered."""

    on: date
    link_id: int
    answers: dict[str, Any]


def store(dice: Random, actor: Actor, survey: Survey, asked: Questionnaire, given: Iterable[Given]) -> int:
    """Everything of a survey that is over night; returns how many answers."""
    by_day: dict[date, list[Given]] = defaultdict(list)
    for one in given:
        by_day[one.on].append(one)
    if not by_day:
        return 0
    texts = _cut_off(dice, survey, asked, by_day)
    columns = columns_of(asked)
    rows: list[SurveyResponse] = []
    days: list[SurveyDay] = []
    entries: list[AuditEntry] = []
    for on, answered in sorted(by_day.items()):
        rows.extend(_row(dice, survey, one) for one in answered)
        block, links = with_links(
            matrix_of(columns, [one.answers for one in answered]), [one.link_id for one in answered]
        )
        facts = {"response_count": len(answered), "block": pack(block), "link_ids": links}
        days.append(SurveyDay(survey=survey, version_id=survey.version_id, on=on, **facts))
        entries.append(_entry(actor, survey, on, len(answered)))
    SurveyResponse.objects.bulk_create(rows, batch_size=1000)
    SurveyDay.objects.bulk_create(days, batch_size=500)
    OpenAnswer.objects.bulk_create(texts, batch_size=500)
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    QuestionnaireVersion.objects.filter(pk=survey.version_id, frozen_on=None).update(frozen_on=min(by_day))
    return len(rows)


def _row(dice: Random, survey: Survey, one: Given) -> SurveyResponse:
    return SurveyResponse(
        id=dice.getrandbits(ID_BITS) or 1,
        survey=survey,
        version_id=survey.version_id,
        link_id=one.link_id,
        answered_on=one.on,
        answers=one.answers,
    )


def _cut_off(dice: Random, survey: Survey, asked: Questionnaire, by_day: dict[date, list[Given]]) -> list[OpenAnswer]:
    """Words leave the answers; those of employees wait for the officer, as they do after a real seal."""
    names = {question.slug for question in asked.questions if question.kind is QuestionKind.TEXT}
    state = OpenAnswer.State.WAITING if survey.audience == "internal" else OpenAnswer.State.PASSED
    texts = []
    for on, answered in by_day.items():
        for one in answered:
            texts += [
                OpenAnswer(
                    id=dice.getrandbits(ID_BITS) or 1,
                    administration_id=survey.administration_id,
                    survey=survey,
                    link_id=one.link_id,
                    question=name,
                    on=on,
                    text=one.answers.pop(name),
                    state=state,
                )
                for name in names & set(one.answers)
            ]
    return texts


def _entry(actor: Actor, survey: Survey, on: date, count: int) -> AuditEntry:
    said = f"Опрос «{survey.title[:200]}», {on:%d.%m.%Y}: ответов {count}"
    return audit.entry(actor, "seal_survey_day", survey, said, on=str(on), responses=count)


def spread(dice: Random, first: date, last: date, count: int) -> Sequence[date]:
    """So many working days between two days, both inclusive."""
    span = range(first.toordinal(), last.toordinal() + 1)
    days = [day for day in map(date.fromordinal, span) if day.weekday() < 5] or [first]  # noqa: PLR2004 - Saturday
    return sorted(dice.choices(days, k=count))
