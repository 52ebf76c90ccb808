"""The first pages: the installation's administrations, and the public section of one; its documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience
from otklik.explanations.queries import has_public_articles
from otklik.reception.queries import has_reception
from otklik.surveys.queries import open_to_public
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.public.reach import other_ways
from otklik.web.public.sending import WEB_FORM
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


def installation(request: HttpRequest) -> HttpResponse:
    """Which administrations are served here."""
    return render(request, "public/installation.html", {"administrations": catalog.administrations()})


@public_page
def section(request: PageRequest) -> HttpResponse:
    """The section «Обратная связь» of one administration. Порядок: murashi 2.2."""
    channels = catalog.channels(request.administration.pk, Audience.EXTERNAL.value)
    ways = other_ways(request.administration, channels)
    running = open_to_public(request.administration.pk)
    context = {
        "announced": [one for one in running if one.survey.is_announced],
        "survey_count": len(running),
        "has_answers": has_public_articles(request.administration.pk, request.administration.slug),
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
