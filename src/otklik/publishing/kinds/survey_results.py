"""Results of an external survey: every question that may be shown, without cuts and without anybody's words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from otklik.analysis.indicators.published import payload_of
from otklik.analysis.indicators.summary import survey_summary
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import Audience
from otklik.core.disclosure.tables import ReleasedTable
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.publishing.contract import Offer, Payload, Preview, PublicationKind
from otklik.publishing.ledger import minimum_of
from otklik.publishing.survey_tables import shielded, survey_tables, without_weighed
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import Survey, SurveyDay
from otklik.surveys.policies import may_run

#: Surveys offered, the newest first.
OFFERED = 100


def offers(actor: Actor) -> list[Offer]:
    """External surveys that the actor runs and that have ended or run on from quarter to quarter."""
    today = today_of(actor)
    rows = Survey.objects.visible_to(actor).filter(audience=Audience.EXTERNAL).exclude(state=Survey.State.DRAFT)
    theirs = [one for one in rows.order_by("-opens_on", "-pk")[:OFFERED] if _is_run(actor, one)]
    answered = _last_answers(theirs)
    found = [(one, _period(one, answered.get(one.pk), today)) for one in theirs]
    return [Offer(str(one.pk), one.title, str(period)) for one, period in found if period is not None]


def _is_run(actor: Actor, survey: Survey) -> bool:
    return may_run(actor, survey.audience, survey.department_id)


def _last_answers(surveys: Sequence[Survey]) -> dict[int, date]:
    """The last day with answers by survey; days are sealed at night."""
    days = SurveyDay.objects.filter(survey__in=surveys).order_by().values_list("survey_id")
    return dict(days.annotate(last=Max("on")))


def _period(survey: Survey, answered: date | None, today: date) -> Quarter | None:
    """The quarter that the results are counted to: that of the survey's end, or of a lasting one's newest answers."""
    if survey.closes_on is not None and survey.closes_on < today:
        return Quarter.of(survey.closes_on)
    if survey.state == Survey.State.CLOSED:
        return Quarter.of(min(today, survey.closes_on or today))
    if answered is None:
        return None
    return min(Quarter.of(answered), Quarter.of(today).previous())


def payload(actor: Actor, key: str) -> Payload:
    """The results as they are shown today. RuleBroken while answers still come or where there are too few."""
    survey = survey_to_run(actor, _survey_id(key))
    if survey.audience != Audience.EXTERNAL:
        raise NotFound
    today = today_of(actor)
    period = _period(survey, _last_answers([survey]).get(survey.pk), today)
    summary = survey_summary(actor, survey.pk, today, span=str(period or ""))
    if not summary.answers.is_complete:
        raise RuleBroken("running", "Опубликовать можно, когда опрос завершён или квартал закончился.")
    if not summary.n:
        raise RuleBroken("few", "Публиковать нечего: ответов меньше наименьшей группы опроса.")
    found = payload_of(summary) | {"survey_id": survey.pk}
    told = [one.rating for one in summary.questions if not one.is_hidden]
    return shielded(actor.administration_id, without_weighed(found, told, minimum_of(actor.administration_id)))


def _survey_id(key: str) -> int:
    if not key.isdigit():
        raise NotFound
    return int(key)


def tables(found: Payload) -> list[ReleasedTable]:
    """Answers by question with what is said of them; see `survey_tables`."""
    return survey_tables(found)


def page(key: str) -> tuple[str, tuple[Any, ...]]:
    """The public page of the results."""
    return "public:survey_results", (int(key),)


def preview(found: Payload) -> Preview:
    """As the public page shows it."""
    return Preview("public/surveys/results_body.html", {"results": found})


KIND = PublicationKind(
    slug="survey_results",
    title="Результаты опроса",
    artifact="survey_results",
    description="Ответы по вопросам, без разрезов и без ответов своими словами.",
    offers=offers,
    payload=payload,
    tables=tables,
    page=page,
    preview=preview,
    stands_in=("строка в списке «Что ответили жители» и на странице своего квартала", "ссылка на странице «Опросы»"),
    gathered_in="surveys",
)
