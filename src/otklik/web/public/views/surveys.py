"""The public list of surveys: those that run, each opened in one click; those that have ended, with their results."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.publishing.queries import published
from otklik.surveys.queries import ended_for_public, open_to_public
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
def surveys(request: PageRequest) -> HttpResponse:
    """Порядок: murashi 2.2, 5.2; livny 3."""
    own = request.administration.pk
    shown = published(own, "survey_results")
    context = {"running": open_to_public(own), "ended": ended_for_public(own), "published": shown}
    return render(request, "public/surveys/list.html", context)
