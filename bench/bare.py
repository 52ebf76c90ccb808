"""What a survey's page is held against: Django without middleware, a page out of memory, one insert for a form."""

import os
import secrets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

django.setup()
PAGE = secrets.token_bytes(2048) + b" " * 2048
INSERT = (
    "INSERT INTO surveys_surveyresponse (id, survey_id, version_id, link_id, answered_on, language, answers)"
    " VALUES (%s, 1, 1, 1, '2026-01-01', '', %s)"
)


def page(request: HttpRequest) -> HttpResponse:
    """The page, or one row and the way on."""
    if request.method != "POST":
        return HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))})
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(INSERT, [secrets.randbits(62), '{"whole": 5}'])
    return HttpResponse(status=303, headers={"Location": "thanks/", "Content-Length": "0"})


class Bare(WSGIHandler):
    """No middleware, one address."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's signature
        self._view_middleware, self._template_response_middleware, self._exception_middleware = [], [], []
        self._middleware_chain = self._get_response

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:  # noqa: ARG002
        return ResolverMatch(page, (), {})


application = Bare()
