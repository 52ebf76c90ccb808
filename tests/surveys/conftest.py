"""Fixtures of surveys: a questionnaire of every kind of question, an open survey with a link, responses.

survey                      an open external survey of the first administration
surveys(of="livny", ...)    another one: audience, content, minimum_group and other fields
link                        the survey's link from the site
respond(survey, whole=5)    a response as it lies before its day is sealed (`on=`, `link=`; other keys are answers)
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from otklik.surveys.codes import link_code, random_id
from otklik.surveys.models import Questionnaire, QuestionnaireVersion, Survey, SurveyLink, SurveyResponse

DAY = date(2026, 9, 14)
CONTENT: dict[str, Any] = {
    "slug": "visit",
    "title": "Как прошло обращение",
    "lead": "Два вопроса о том, как вас приняли.",
    "audience": "external",
    "questions": [
        {
            "slug": "whole",
            "kind": "scale",
            "title": "Как вы оцениваете приём в целом?",
            "rates": "whole",
            "required": True,
        },
        {
            "slug": "parts",
            "kind": "matrix",
            "title": "Оцените отдельно",
            "rates": "element",
            "dont_know": True,
            "rows": [
                {"slug": "wait", "title": "Время ожидания", "of": "wait"},
                {"slug": "staff", "title": "Вежливость сотрудника", "of": "staff"},
            ],
        },
        {
            "slug": "again",
            "kind": "yes_no",
            "title": "Пришлось ли обращаться повторно?",
            "jumps": [{"answers": ["no"], "to": "age"}],
        },
        {
            "slug": "why",
            "kind": "multiple",
            "title": "Почему?",
            "options": [
                {"slug": "papers", "title": "Не хватило документов"},
                {"slug": "refused", "title": "Отказали без объяснений"},
                {"slug": "else", "title": "Другое", "own_words": True},
            ],
        },
        {
            "slug": "age",
            "kind": "single",
            "title": "Сколько вам лет?",
            "cut": "own",
            "options": [
                {"slug": "young", "title": "До 35"},
                {"slug": "middle", "title": "35–59"},
                {"slug": "old", "title": "60 и старше"},
            ],
        },
        {"slug": "advise", "kind": "scale_10", "title": "Посоветуете ли вы обратиться сюда знакомым?"},
        {"slug": "comment", "kind": "text", "title": "Что нам улучшить?"},
    ],
}


@pytest.fixture
def surveys(administrations: Callable[..., Any]) -> Callable[..., Survey]:
    """Make an open survey: `surveys(of="livny", audience="internal", content=..., minimum_group=10)`."""

    def make(*, of: str = "murashi", content: dict[str, Any] | None = None, **facts: Any) -> Survey:
        owner = administrations(of)
        words = content or CONTENT
        sheet = Questionnaire.objects.create(
            administration=owner,
            slug=f"{words['slug']}_{link_code()}",
            title=words["title"],
            audience=words["audience"],
        )
        version = QuestionnaireVersion.objects.create(
            questionnaire=sheet,
            number=1,
            content=words,
            changed_at=datetime(2026, 9, 1, tzinfo=ZoneInfo("Europe/Moscow")),
        )
        wanted = {
            "title": words["title"],
            "audience": words["audience"],
            "state": Survey.State.OPEN,
            "opens_on": date(2026, 9, 1),
            "minimum_group": 5,
            "created_at": datetime(2026, 9, 1, tzinfo=ZoneInfo("Europe/Moscow")),
            **facts,
        }
        return Survey.objects.create(administration=owner, version=version, **wanted)

    return make


@pytest.fixture
def survey(surveys: Callable[..., Survey]) -> Survey:
    """The survey that most tests need."""
    return surveys()


@pytest.fixture
def link(survey: Survey) -> SurveyLink:
    """Its way from the site."""
    return link_of(survey)


def link_of(survey: Survey, source: str = "site", **facts: Any) -> SurveyLink:
    """A way to the survey."""
    return SurveyLink.objects.create(survey=survey, code=link_code(), source=source, **facts)


@pytest.fixture
def respond() -> Callable[..., SurveyResponse]:
    """Store a response as the door stores it."""

    def store(survey: Survey, *, on: date = DAY, link: SurveyLink | None = None, **answers: Any) -> SurveyResponse:
        way = link or survey.links.first() or link_of(survey)
        return SurveyResponse.objects.create(
            id=random_id(),
            survey=survey,
            version_id=survey.version_id,
            link_id=way.pk,
            answered_on=on,
            answers=answers,
        )

    return store
