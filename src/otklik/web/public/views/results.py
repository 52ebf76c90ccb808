"""Results by quarter: what residents answered, with pictures, tables and how it was counted. Порядок: murashi 5.17."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.publishing.queries import published, published_one
from otklik.web.public.kept import kept_page
from otklik.web.public.published import published_page, refuse_unless_public
from otklik.web.public.results_shown import lines_shown, overview
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

QUARTERS, SURVEYS = "quarter_results", "survey_results"


@public_page
@kept_page
def results(request: PageRequest) -> HttpResponse:
    """Quarters with their finding, then surveys; absent where the decree keeps results inside."""
    own = request.administration
    refuse_unless_public(request, "survey_results")
    quarters = sorted(published(own.pk, QUARTERS), key=lambda one: one.key, reverse=True)
    surveys = published(own.pk, SURVEYS)
    context = {"quarters": quarters, "surveys": surveys, "messages": ()}
    return render(request, "public/results/list.html", context)


@public_page
@kept_page
def quarter_results(request: PageRequest, quarter: str) -> HttpResponse:
    """One quarter as it was published. Порядок: murashi 5.17, biysk 3, livny 3"""
    own = request.administration.pk
    found = published_one(own, QUARTERS, quarter)
    if found is None or found.is_withdrawn:
        return published_page(request, QUARTERS, quarter, "public/results/quarter.html")
    indicators = found.payload["indicators"]
    context = {
        "results": found.payload,
        "publication": found,
        "published_on": found.published_on,
        "lines": lines_shown(indicators),
        "overview": overview(indicators),
        "methods": {one["formula"]: one["method"] for one in indicators},
        "surveys": [one for one in published(own, SURVEYS) if one.period == quarter],
        "messages": (),
    }
    return render(request, "public/results/quarter.html", context)
