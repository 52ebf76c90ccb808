"""«Предложение принято»: what was accepted, by which measure; what respondents of a survey proposed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.improvement.actions.accept_suggestion import accept_suggestion, accept_survey, drop_suggestion, drop_survey
from otklik.improvement.policies import can_accept_suggestions, can_plan_measures
from otklik.improvement.queries.thanks import acceptances_of, surveys_to_link
from otklik.intake.queries import item_page
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.improvement.thanks_forms import AcceptForm, SurveyAcceptForm

#: Letters of the message that the words begin with.
OPENING = 300


@staff_page(can_accept_suggestions)
def accept(request: PageRequest, item_id: int) -> HttpResponse:
    """The message at the left, what is accepted of it at the right. Порядок: murashi 2.4."""
    found = item_page(request.actor, item_id)
    opening = found.title or found.text[:OPENING]
    form = AcceptForm(request.POST or None, actor=request.actor, initial={"accepted": opening})
    if request.method == "POST" and form.is_valid():
        done = act(form, accept_suggestion, actor=request.actor, item_id=item_id, **form.facts())
        if done:
            messages.success(request, "Предложение принято. Когда мероприятие выполнят, автора поблагодарят.")
            return redirect("staff:item", request.administration.slug, item_id)
    context: dict[str, Any] = {"item": found, "form": form, "acceptances": acceptances_of(found)}
    return improvement_page(request, "staff/improvement/thanks/accept.html", "thanks", **context)


@staff_page(can_accept_suggestions)
@require_POST
def drop(request: PageRequest, item_id: int, measure_id: int) -> HttpResponse:
    """It was not accepted by this measure after all."""
    if act_or_say(request, drop_suggestion, actor=request.actor, item_id=item_id, measure_id=measure_id):
        messages.success(request, "Отметка «принято» снята.")
    return redirect("staff:item", request.administration.slug, item_id)


@staff_page(can_plan_measures)
@require_POST
def survey_add(request: PageRequest, measure_id: int) -> HttpResponse:
    """The measure carries out what respondents of a survey proposed."""
    surveys = [(one.pk, one.title) for one in surveys_to_link(request.actor)]
    form = SurveyAcceptForm(request.POST, actor=request.actor, surveys=surveys)
    if form.is_valid():
        facts = {"survey_id": form.cleaned_data["survey"], "accepted": form.cleaned_data["accepted"]}
        act_or_say(request, accept_survey, actor=request.actor, measure_id=measure_id, **facts)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("staff:measure_thanks", request.administration.slug, measure_id)


@staff_page(can_plan_measures)
@require_POST
def survey_drop(request: PageRequest, measure_id: int, survey_id: int) -> HttpResponse:
    """The measure has nothing to do with the survey."""
    act_or_say(request, drop_survey, actor=request.actor, measure_id=measure_id, survey_id=survey_id)
    return redirect("staff:measure_thanks", request.administration.slug, measure_id)
