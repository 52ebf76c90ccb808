"""Addresses of the programming interface: /api/v1/…; its description is /api/v1/openapi.json, for those signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI

from otklik.api.access import StaffSession
from otklik.api.v1 import coverage, items, monitoring
from otklik.base.errors import NotFound, RuleBroken

api = NinjaAPI(
    title="Отклик",
    version="1",
    description="Показатели и реестр администрации для её собственных систем. Права — те же, что на страницах.",
    auth=StaffSession(),
    docs_url=None,  # ninja's page of documentation loads its parts from another host
    docs_decorator=login_required,
    urls_namespace="api-v1",
)
for module in (monitoring, items, coverage):
    api.add_router("", module.router)


@api.exception_handler(NotFound)
def absent(request: HttpRequest, broken: NotFound) -> HttpResponse:
    """Absent and forbidden look the same."""
    return api.create_response(request, {"code": broken.code, "message": broken.message}, status=404)


@api.exception_handler(RuleBroken)
def refused(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    """What is wrong with the request, in words."""
    said = {"code": broken.code, "message": broken.message, "field": broken.field}
    return api.create_response(request, said, status=422)


urlpatterns = [path("v1/", api.urls)]
