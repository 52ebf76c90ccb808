"""How an embedded page leaves: who may frame it, what it may load, nothing kept of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from otklik.catalog.frame_sites import frame_sites_of
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

SCRIPT = "otklik/frame.js"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {}"
)
View = Callable[..., HttpResponse]


def frame_script() -> str:
    """The script for the other site's page: it lets the frame grow. The address stays the same in later versions."""
    return f"{settings.BASE_URL.rstrip('/')}{settings.STATIC_URL}{SCRIPT}"


def embedded(view: View) -> Callable[..., HttpResponseBase]:
    """A public page that may stand in a frame of the listed sites; its form carries a seal in place of a cookie."""

    @public_page
    @wraps(view)
    def shown(request: PageRequest, *arguments: Any, **named: Any) -> HttpResponse:
        return _framed(request, view(request, *arguments, **named))

    return csrf_exempt(shown)


def embed(request: PageRequest, template: str, **context: object) -> HttpResponse:
    """Render an embedded page."""
    return render(request, f"public/embeds/{template}.html", context)


def _framed(request: PageRequest, response: HttpResponse) -> HttpResponse:
    sites = " ".join(frame_sites_of(request.administration))
    response.headers["Content-Security-Policy"] = _POLICY.format(sites or "'none'")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response._csp_exempt = True  # type: ignore[attr-defined] # noqa: SLF001 - django-csp reads it
    if sites:
        response.xframe_options_exempt = True
    return response
