"""Local time of the administration that the address names; no copies of pages that others wrote for the signed in."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from otklik.catalog.queries import procedure_of


class AdministrationMiddleware:
    """Moments on a page are shown in the administration's own time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        slug = request.path_info.split("/", 2)[1]
        try:
            zone = procedure_of(slug).act.time_zone
        except KeyError:
            return self.get_response(request)
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)


class NoStoreMiddleware:
    """Accounts and the programming interface: nobody keeps a copy (our own pages say so themselves)."""

    PLACES = ("/account/", "/api/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(self.PLACES):
            add_never_cache_headers(response)
        return response
