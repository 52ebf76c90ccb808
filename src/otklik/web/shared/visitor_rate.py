"""How many pages one address may ask for without having signed in (`OTKLIK_PAGE_RATE`)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from otklik.base.visitor_limits import may_go_on, seconds_left
from otklik.web.shared.errors import asked_too_often

#: Networks call from a few addresses, slowed down they would call again; each call proves itself by its secret.
FREE = ("/hooks/",)
#: Programs are told in a word, not by a page.
PROGRAMS = ("/api/", "/open311/")


class VisitorRateMiddleware:
    """Counts who has neither signed in nor shown a key that is in force."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_known(request) or may_go_on(request, "page"):
            return self.get_response(request)
        if request.path_info.startswith(PROGRAMS):
            told = {"Retry-After": str(seconds_left(request, "page"))}
            return HttpResponse(
                "Too many requests.", status=429, content_type="text/plain; charset=utf-8", headers=told
            )
        return asked_too_often(request, "page")


def _is_known(request: HttpRequest) -> bool:
    return (
        request.path_info.startswith(FREE)
        or getattr(request, "api_caller", None) is not None
        or (settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated)
    )
