"""Published results of surveys."""

from django.http import HttpResponse

from otklik.web.public.kept import kept_page
from otklik.web.public.published import published_page
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
@kept_page
def survey_results(request: PageRequest, survey_id: int) -> HttpResponse:
    """One survey's results as they were published. Порядок: murashi 5.17, biysk 3, livny 3."""
    template = "public/surveys/results.html"
    return published_page(request, "survey_results", str(survey_id), template, name="results", messages=())
