"""A chain of its own for pages that know no session, no person and no administration's row: surveys.

Django calls every middleware for every page; for a survey's page two thirds of the work would be theirs. Addresses of
surveys are told by their path before the long chain begins, and are served by this one (`SURVEY_MIDDLEWARE`).
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, get_resolver
from django.utils.module_loading import import_string

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_SURVEY = re.compile(r"/[a-z0-9][a-z0-9-]*/s/[a-z0-9]")


class ShortChain(WSGIHandler):
    """Django's handler with the middleware and the addresses that survey pages need."""

    URLS = "otklik.config.survey_urls"

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's signature
        """Only what `SURVEY_MIDDLEWARE` names, nothing else is asked."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]
        for path in reversed(settings.SURVEY_MIDDLEWARE):
            chain = convert_exception_to_response(import_string(path)(chain))
        self._middleware_chain = chain

    def get_response(self, request: HttpRequest) -> HttpResponse:
        """With its length told, as the long chain does."""
        response = cast("HttpResponse", super().get_response(request))
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """Among the addresses of surveys alone; `reverse` still knows all."""
        match = get_resolver(self.URLS).resolve(request.path_info)
        request.resolver_match = match
        return match


def by_path(long: Application, short: Application) -> Application:
    """One application: addresses of surveys to the short chain, the rest to the long one."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chain = short if _SURVEY.match(environ.get("PATH_INFO", "")) else long
        return chain(environ, start_response)

    return application
