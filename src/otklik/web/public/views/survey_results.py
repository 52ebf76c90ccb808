"""Published results of surveys."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from otklik.analysis.indicators.published import published_results
from otklik.analysis.policies import results_may_be_public
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
def survey_results(request: PageRequest, survey_id: int) -> HttpResponse:
    """One survey's results as they were published. Порядок: murashi 5.17, biysk 3, livny 3."""
    found = published_results(request.administration.pk).filter(survey_id=survey_id).first()
    if found is None or not results_may_be_public(request.procedure):
        raise Http404
    return render(
        request, "public/surveys/results.html", {"results": found.payload, "published_on": found.published_on}
    )
