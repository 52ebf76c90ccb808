"""Indicators with intervals, eight quarters and a cut, and the results of one survey, out of a million responses."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from bench import stage
from bench.machine import milliseconds, tell_times
from bench.source import PLACE
from bench.stage import Run

if TYPE_CHECKING:
    from otklik.surveys.models import Survey

TIMES = 5
TARGET_MS = 3000.0
SURVEYS, DAYS = 10, 720
LAST = date(2025, 9, 30)
TODAY = date(2025, 11, 22)
BATCH = 10_000


def run(here: Run) -> None:
    """The figures behind page and paper, for the person with the widest view; every response is read."""
    from otklik.analysis.indicators.board import indicator_board
    from otklik.analysis.indicators.summary import survey_summary
    from otklik.core.periods import Quarter
    from otklik.core.spans import Span

    surveys = answered(here.items)
    stage.settle()
    actor, span = stage.actor_with("coordinator"), Span.of_quarter(Quarter(2025, 3))
    taken = milliseconds(lambda: indicator_board(actor, span, TODAY, cut="own-way"), TIMES)
    board = indicator_board(actor, span, TODAY)
    read = sum(value.rating.n for value in board.lines[0].trend)
    tell_times(
        "survey_summary",
        here.database,
        taken,
        TARGET_MS,
        responses=here.items,
        read=read,
        of_quarter=board.response_count,
    )
    taken = milliseconds(lambda: survey_summary(actor, surveys[0].pk, TODAY, cut="own-way"), TIMES)
    tell_times("survey_results", here.database, taken, TARGET_MS, responses=here.items // SURVEYS)


def answered(count: int, surveys: int = SURVEYS) -> list["Survey"]:
    """Lasting surveys with so many responses in all, their days sealed."""
    made = [_survey(number) for number in range(surveys)]
    _answer(made, count)
    return made


def _survey(number: int) -> "Survey":
    """A lasting survey that asks what the shipped questionnaire about services asks."""
    from otklik.catalog.queries import administration_by_slug, procedure_of
    from otklik.surveys.codes import link_code
    from otklik.surveys.models import Questionnaire, QuestionnaireVersion, Survey, SurveyLink
    from otklik.surveys.models.questionnaire import written

    asked = next(one for one in procedure_of(PLACE).questionnaires if one.slug == "service")
    owner = administration_by_slug(PLACE)
    sheet = Questionnaire.objects.create(
        administration=owner, slug=f"bench_{link_code()}", title=asked.title, audience="external"
    )
    moment = datetime(2023, 9, 1, tzinfo=ZoneInfo("Europe/Moscow"))
    version = QuestionnaireVersion.objects.create(
        questionnaire=sheet, number=1, content=written(asked), changed_at=moment
    )
    survey = Survey.objects.create(
        administration=owner, version=version, title=f"{asked.title} {number}", audience="external", state="open",
        opens_on=LAST - timedelta(days=DAYS), minimum_group=5, created_at=moment,
    )  # fmt: skip
    for source in ("site", "poster", "answer"):
        SurveyLink.objects.create(survey=survey, code=f"b{number}{source[:4]}", source=source)
    return survey


def _answer(surveys: list["Survey"], count: int) -> None:
    """Rows of answers, and their days sealed."""
    from otklik.surveys.blocks import pack, with_links
    from otklik.surveys.models import SurveyDay
    from otklik.surveys.version_columns import columns_of_version

    generator = np.random.default_rng(20250930)
    each = max(1, count // (len(surveys) * DAYS))
    for survey in surveys:
        columns = columns_of_version(survey.version)
        links = list(survey.links.values_list("pk", flat=True))
        sealed = []
        for shift in range(DAYS):
            marks = np.column_stack([
                generator.integers(one.low or 0, (one.high or max(len(one.codes) - 1, 1)) + 1, each) for one in columns
            ]).astype(np.float32)  # fmt: skip
            block, ids = with_links(marks, generator.choice(links, each).tolist())
            day = {"survey": survey, "version": survey.version, "on": LAST - timedelta(days=shift)}
            sealed.append(SurveyDay(**day, response_count=each, block=pack(block), link_ids=ids))
        SurveyDay.objects.bulk_create(sealed)
        _store(survey, links[0], each)


def _store(survey: "Survey", link: int, each: int) -> None:
    from otklik.surveys.models import SurveyResponse

    batch: list[SurveyResponse] = []
    for row in _rows(survey, link, each):
        batch.append(row)
        if len(batch) == BATCH:
            SurveyResponse.objects.bulk_create(batch)
            batch.clear()
    SurveyResponse.objects.bulk_create(batch)


def _rows(survey: "Survey", link: int, each: int) -> Iterator:
    from otklik.surveys.codes import random_id
    from otklik.surveys.models import SurveyResponse

    answers = {"whole": 5, "quality": 4, "stages": {"informing": 4, "submission": 5, "result": 3}, "way": "mfc"}
    for shift in range(DAYS):
        day = LAST - timedelta(days=shift)
        for _ in range(each):
            yield SurveyResponse(
                id=random_id(),
                survey=survey,
                version_id=survey.version_id,
                link_id=link,
                answered_on=day,
                answers=answers,
            )
