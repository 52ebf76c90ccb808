"""The first pages: the installation's administrations, and the public section of one; its documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience
from otklik.operation.first_run import is_nobody_here
from otklik.reception.queries import has_reception
from otklik.surveys.queries import open_to_public
from otklik.web.public.blocks import open_blocks
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.public.reach import other_ways
from otklik.web.public.sending import WEB_FORM
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


def installation(request: HttpRequest) -> HttpResponse:
    """Which administrations are served here; a new installation leads to its first run."""
    found = list(catalog.administrations())
    context = {"administrations": found, "is_new": not found and is_nobody_here()}
    return render(request, "public/installation.html", context)


@public_page
def section(request: PageRequest) -> HttpResponse:
    """The section «Обратная связь» of one administration. Порядок: murashi 2.2."""
    channels = catalog.channels(request.administration.pk, Audience.EXTERNAL.value)
    ways = other_ways(request.administration, channels)
    running = open_to_public(request.administration.pk)
    context = {
        "announced": [one for one in running if one.survey.is_announced],
        "survey_count": len(running),
        "blocks": open_blocks(request.administration),
        "has_reception": has_reception(request.administration.pk),
        "has_form": any(channel.kind == WEB_FORM for channel in channels),
        "ways": [way for way in ways if way.contact],
        "bare_ways": [way for way in ways if not way.contact],
    }
    return render(request, "public/home.html", context)


@public_page
def terms(request: PageRequest) -> HttpResponse:
    """The decree's words with their meaning. Порядок: murashi 1.2."""
    return render(request, "public/terms.html", {"terms": request.procedure.terms})


@public_page
def consent(request: PageRequest) -> HttpResponse:
    """The consent document with its version, a page of its own (152-ФЗ)."""
    return render(request, "public/consent.html", {"consent_version": CONSENT_VERSION})
