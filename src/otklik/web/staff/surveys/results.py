"""The results of one survey: sentence, picture, table, method."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.analysis.actions.publish_results import publish_results, withdraw_results
from otklik.analysis.indicators.published import post_text, publication_of
from otklik.analysis.indicators.questions import QuestionFigures
from otklik.analysis.indicators.summary import SurveySummary, survey_summary
from otklik.analysis.policies import can_publish_results, results_may_be_public
from otklik.core.appeals import Audience
from otklik.core.ratings.registry import rating_formulas
from otklik.intake.queries import today_of
from otklik.surveys.policies import can_view_surveys, may_run
from otklik.surveys.sampling.method_sheet import passport_of
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.rating_shown import bars_shown, dots_of, picture, places_shown, rating_shown
from otklik.web.staff.surveys.tabs import survey_page


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
        published=(published := publication_of([survey_id]).get(survey_id)),
        post=post_text(published.payload, _address(request, survey_id)) if published else "",
        may_publish=_may_publish(request, summary),
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


def _may_publish(request: PageRequest, summary: SurveySummary) -> bool:
    survey, actor = summary.survey, request.actor
    is_theirs = can_publish_results(actor) and may_run(actor, survey.audience, survey.department_id)
    return is_theirs and survey.audience == Audience.EXTERNAL and results_may_be_public(request.procedure)


@staff_page(can_publish_results)
@require_POST
def publish(request: PageRequest, survey_id: int) -> HttpResponse:
    """Put the results before the public, or take them back."""
    action = withdraw_results if request.POST.get("take_back") else publish_results
    said = "Публикация снята." if request.POST.get("take_back") else "Результаты опубликованы на сайте."
    if act_or_say(request, action, actor=request.actor, survey_id=survey_id):
        messages.success(request, said)
    return redirect("staff:survey_results", request.administration.slug, survey_id)
