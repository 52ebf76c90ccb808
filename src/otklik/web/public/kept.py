"""Public pages kept whole: made once for each state of what is published, then served as they are."""

import hashlib
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from otklik.publishing.stamp import published_stamp
from otklik.web.public.unchanged import unchanged_or
from otklik.web.shared.comfort import COOKIE, Comfort
from otklik.web.shared.requests import PageRequest

#: Seconds that a browser or a proxy may keep a page without asking: with the stamp, right within a minute.
KEPT_SECONDS = 30
_PROGRAM = version("otklik")
KeptView = Callable[..., HttpResponse]


def kept_page(view: KeptView) -> KeptView:
    """Serve the page from memory while nothing was published, withdrawn or forbidden since it was made.

    For pages that are the same for everybody but for the view for weak sight: no forms, no messages, no query string.
    """

    @wraps(view)
    def wrapped(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = _state(request)
        stamp = _stamp(request, state)
        found = caches["pages"].get(stamp)
        if found is None:
            made = view(request, *args, **kwargs)
            if made.status_code != 200:  # noqa: PLR2004 - HTTP
                return made
            found = (made.content, made["Content-Type"])
            caches["pages"].set(stamp, found)
        place = f"{request.administration.slug}/"
        response = unchanged_or(request, *found, mark=stamp, place=place, state=state, seconds=KEPT_SECONDS)
        patch_vary_headers(response, ("Cookie",))
        return response

    return wrapped


def _state(request: PageRequest) -> str:
    own = request.administration
    return "\n".join((_PROGRAM, own.title, published_stamp(own.pk, own.slug)))


def _stamp(request: PageRequest, state: str) -> str:
    comfort = Comfort.parse(request.COOKIES.get(COOKIE, "")).classes
    named = (state, comfort, request.get_host(), request.path)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:32]
