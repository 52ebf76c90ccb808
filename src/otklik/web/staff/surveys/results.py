"""The results of one survey: sentence, picture, table, method."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from otklik.analysis.indicators.published import post_text
from otklik.analysis.indicators.questions import QuestionFigures
from otklik.analysis.indicators.summary import SurveySummary, survey_summary
from otklik.core.appeals import Audience
from otklik.core.ratings.registry import rating_formulas
from otklik.intake.queries import today_of
from otklik.publishing.policies import can_propose_publication, can_view_publications
from otklik.publishing.policy import ruling_for
from otklik.publishing.queries import newest_of
from otklik.surveys.policies import can_view_surveys, may_run
from otklik.surveys.sampling.method_sheet import passport_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.rating_shown import bars_shown, dots_of, picture, places_shown, rating_shown
from otklik.web.staff.surveys.tabs import survey_page

#: The kind of publication that the page leads to.
KIND = "survey_results"


@staff_page(can_view_surveys)
def results(request: PageRequest, survey_id: int) -> HttpResponse:
    """What was answered, question by question. Порядок: murashi 5.11, 5.17, biysk 4, livny 4."""
    today = today_of(request.actor)
    chosen = {"span": request.GET.get("period", ""), "cut": request.GET.get("cut", "")}
    summary = survey_summary(request.actor, survey_id, today, **chosen)
    return survey_page(
        request,
        summary.survey,
        "staff/surveys/results.html",
        "survey_results",
        summary=summary,
        is_empty=not summary.n and not summary.answers.left_out,
        whole=rating_shown(summary.whole.rating) if summary.whole and summary.whole.rating else None,
        mean=rating_shown(summary.whole.mean) if summary.whole and summary.whole.mean else None,
        picture=_picture(summary),
        questions=[_question(one) for one in summary.questions],
        cuts=[{"title": one.title, "groups": places_shown(one.groups)} for one in summary.cuts],
        formula=rating_formulas()["top_2_box"],
        published=_publication(request, survey_id, summary),
        passport=passport_of(summary.survey) if summary.n else (),
    )


def _picture(summary: SurveySummary) -> object:
    if len(summary.rated) < 2:  # noqa: PLR2004 - one dot is no picture
        return None
    rated = [(one.title, one.rating) for one in summary.rated if one.rating is not None]
    best = max(rated, key=lambda pair: pair[1].value or 0)
    worst = min(rated, key=lambda pair: pair[1].value or 0)
    title = f"Выше всего — «{best[0]}», ниже всего — «{worst[0]}»" if best != worst else "Доля оценок «4» и «5»"
    return picture(dots_of(title, rated))


def _question(one: QuestionFigures) -> dict[str, object]:
    return {
        "figures": one,
        "bars": bars_shown(one.bars),
        "good": rating_shown(one.rating) if one.rating else None,
        "mean": rating_shown(one.mean) if one.mean else None,
        "bad": rating_shown(one.negative) if one.negative else None,
    }


def _address(request: PageRequest, survey_id: int) -> str:
    return f"{settings.BASE_URL}{reverse('public:survey_results', args=[request.administration.slug, survey_id])}"


def _publication(request: PageRequest, survey_id: int, summary: SurveySummary) -> dict[str, object]:
    """How far the results are on their way to the public, and what the decree says of it."""
    survey, actor = summary.survey, request.actor
    is_theirs = can_propose_publication(actor) and may_run(actor, survey.audience, survey.department_id)
    newest = newest_of(actor.administration_id, KIND, [str(survey_id)]).get(str(survey_id))
    is_shown = newest is not None and newest.is_shown
    return {
        "newest": newest,
        "ruling": ruling_for(actor.administration_id, actor.administration_slug, "survey_results"),
        "may_propose": is_theirs and summary.answers.is_complete,
        "may_look": can_view_publications(actor),
        "is_external": survey.audience == Audience.EXTERNAL,
        "post": post_text(newest.payload, _address(request, survey_id)) if newest and is_shown else "",
    }
