"""Local time of the administration that the address names."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

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
