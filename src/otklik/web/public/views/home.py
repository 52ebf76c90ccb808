"""The first pages: the installation's administrations, and the public section of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otklik.catalog import queries as catalog
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


def installation(request: HttpRequest) -> HttpResponse:
    """Which administrations are served here."""
    return render(request, "public/installation.html", {"administrations": catalog.administrations()})


@public_page
def section(request: PageRequest) -> HttpResponse:
    """The section «Обратная связь» of one administration."""
    return render(request, "public/home.html")
