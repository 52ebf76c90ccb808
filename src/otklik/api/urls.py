"""Addresses of the programming interface: /api/v1/…; its description is /api/v1/openapi.json, for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from ninja.errors import AuthenticationError, HttpError, ValidationError

from otklik.api.openapi import Interface
from otklik.api.problems import as_problem, problem, rule_problem, validation_problem
from otklik.api.reference import description, reference
from otklik.api.v1 import catalog, coverage, monitoring, status, writing
from otklik.base.errors import RuleBroken

api = Interface()
for module in (writing, status, catalog, monitoring, coverage):
    api.add_router("", module.router)


@api.exception_handler(RuleBroken)
def refused(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    """A broken rule, and what is absent or closed to the caller."""
    return rule_problem(request, broken)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """What does not fit the description."""
    return validation_problem(request, wrong.errors)


@api.exception_handler(AuthenticationError)
def unknown_caller(request: HttpRequest, broken: AuthenticationError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    """No key in force, no session."""
    return problem(request, "unauthorized")


@api.exception_handler(HttpError)
def stopped(request: HttpRequest, broken: HttpError) -> HttpResponse:
    """What ninja itself refuses."""
    return as_problem(request, HttpResponse(status=broken.status_code))


@api.exception_handler(Http404)
def absent(request: HttpRequest, broken: Http404) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    """No such row."""
    return problem(request, "not_found")


def nothing_here(request: HttpRequest, **_: Any) -> HttpResponse:
    """An address that the interface does not have."""
    return problem(request, "not_found")


urlpatterns = [
    path("v1/reference/", reference, name="api_reference"),
    path("v1/openapi.json", description, name="api_description"),
    path("v1/", api.urls),
    re_path(r"^v1/.*$", nothing_here),
]
