"""The rules of placement as everybody reads them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from otklik.publishing.placement import placement_of
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
def placement(request: PageRequest) -> HttpResponse:
    """Forms, methods, how often, criteria and what is withheld. Порядок: biysk 3, livny 3."""
    found = placement_of(request.administration.pk, request.administration.slug)
    if found is None:
        raise Http404
    return render(request, "public/placement.html", {"rules": found})
