"""Which questionnaires serve a kind of survey; the employees' one where a profile brings none."""

from collections.abc import Iterator

from otklik.core.appeals import Audience
from otklik.core.questionnaire.enums import Cut, QuestionKind, Rates
from otklik.core.questionnaire.schema import MOST_ROWS, Question, Questionnaire, Row
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SurveyKind

SATISFIED = ("Совсем нет", "Скорее нет", "Отчасти да, отчасти нет", "Скорее да", "Полностью")


def questionnaires_for(procedure: Procedure, kind: SurveyKind) -> tuple[Questionnaire, ...]:
    """Those that name the kind; else those of its audience that ask what it rates."""
    fitting = [one for one in procedure.questionnaires if one.audience == kind.audience]
    named = tuple(one for one in fitting if kind.slug in one.surveys)
    return named or tuple(one for one in fitting if asks(one, kind.rates))


def asks(questionnaire: Questionnaire, rates: Rates | None) -> bool:
    """Whether some question rates this; nothing to rate fits any questionnaire."""
    return rates is None or any(what == rates for _question, what, _of in rated(questionnaire))


def rated(questionnaire: Questionnaire) -> Iterator[tuple[Question, Rates, str]]:
    """(question, what it rates, of which element): a row of a matrix by itself."""
    for question in questionnaire.questions:
        for part in question.rows or (question,):
            rates = part.rates or question.rates
            if rates:
                yield question, rates, part.of or question.of


def known_of(procedure: Procedure, rates: Rates) -> dict[str, str]:
    """What `of` may name for a question that rates this: {slug: title}."""
    if rates == "aspect":
        return {aspect.slug: aspect.title for aspect in procedure.internal.aspects}
    named = (*procedure.touchpoints, *procedure.elements, *procedure.subjects)
    return {entry.slug: entry.title for entry in named}


def staff_questionnaire(procedure: Procedure) -> Questionnaire:
    """The employees' questionnaire made of the profile's aspects, for a profile that brings no file of its own."""
    return Questionnaire(
        slug="staff",
        title="Опрос сотрудников",
        lead="Вопросы о вашей работе. Опрос анонимный: узнать, кто и как ответил, нельзя.",
        audience=Audience.INTERNAL,
        surveys=tuple(kind.slug for kind in procedure.surveys if kind.audience == Audience.INTERNAL),
        minutes=3,
        questions=tuple(_staff_questions(procedure)),
    )


def _staff_questions(procedure: Procedure) -> Iterator[Question]:
    if procedure.internal.general:
        title = "Насколько вы удовлетворены работой в целом?"
        yield Question(
            slug="whole", kind=QuestionKind.SCALE, title=title, rates="whole", required=True, anchors=SATISFIED
        )
    aspects = procedure.internal.aspects
    for first in range(0, len(aspects), MOST_ROWS):
        yield Question(
            slug=f"aspects_{first // MOST_ROWS + 1}",
            kind=QuestionKind.MATRIX,
            title="Насколько вы удовлетворены тем, как у нас обстоит дело",
            hint="Если к вам это не относится, выберите «Затрудняюсь ответить».",
            rates="aspect",
            required=True,
            dont_know=True,
            anchors=SATISFIED,
            rows=tuple(Row(slug=one.slug, title=one.title, of=one.slug) for one in aspects[first : first + MOST_ROWS]),
        )
    yield Question(
        slug="department",
        kind=QuestionKind.SINGLE,
        title="В каком подразделении вы работаете?",
        hint="Ответ не обязателен. Итоги малых подразделений отдельно не показываются.",
        cut=Cut.DEPARTMENT,
    )
    yield Question(slug="comment", kind=QuestionKind.TEXT, title="Что вы изменили бы в первую очередь?")
