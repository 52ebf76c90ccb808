"""The public list of surveys: those that run, each opened in one click; those that have ended, with their results."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.analysis.indicators.published import published_results
from otklik.analysis.policies import results_may_be_public
from otklik.surveys.queries import ended_for_public, open_to_public
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
def surveys(request: PageRequest) -> HttpResponse:
    """Порядок: murashi 2.2, 5.2; livny 3."""
    own = request.administration.pk
    published = published_results(own) if results_may_be_public(request.procedure) else ()
    context = {"running": open_to_public(own), "ended": ended_for_public(own), "published": published}
    return render(request, "public/surveys/list.html", context)
