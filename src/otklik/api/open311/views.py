"""Discovery, services, requests, tokens: the addresses of GeoReport v2."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from otklik.api.door import caller_with, is_guessing
from otklik.api.open311.reading import WrongError, asked_of, posted_of
from otklik.api.open311.rendering import error_reply, object_reply, rows_reply
from otklik.api.rates import may_call, may_read
from otklik.base.errors import NotFound, RuleBroken
from otklik.interchange.actions.post_geo_request import post_geo_request
from otklik.interchange.enums import Scope
from otklik.interchange.geo import GeoFace, GeoTold, face_of, request_id_of, requests_of, services_of

#: Day of the newest change of what the face tells of itself.
CHANGESET = "2026-11-22T00:00:00+03:00"
#: Broken rules that are not the sender's mistake.
STATUS_OF_RULE = {"service_unknown": 404, "not_public": 403}
View = Callable[..., HttpResponse]
_REQUESTS = ("service_requests", "request")


def face_page(*methods: str) -> Callable[[View], View]:
    """Find the face, hold the method and `jurisdiction_id`; every refusal in the specification's form."""

    def decorate(view: View) -> View:
        @wraps(view)
        @csrf_exempt
        def wrapped(request: HttpRequest, slug: str, form: str, **arguments: Any) -> HttpResponse:
            try:
                return _answer(view, methods, request, slug, form, **arguments)
            except NotFound:
                return error_reply(form, 404, "Not found.")
            except (WrongError, SuspiciousOperation) as wrong:
                status = 413 if isinstance(wrong, RequestDataTooBig) else 400
                return error_reply(form, status, str(wrong))
            except RuleBroken as broken:
                return error_reply(form, STATUS_OF_RULE.get(broken.code, 400), broken.message)

        wrapped.is_public = True  # type: ignore[attr-defined]
        return wrapped

    return decorate


def _answer(
    view: View, methods: tuple[str, ...], request: HttpRequest, slug: str, form: str, **arguments: Any
) -> HttpResponse:
    if request.method not in {*methods, "HEAD"}:
        refused = error_reply(form, 405, "Method not allowed.")
        refused.headers["Allow"] = ", ".join(methods)
        return refused
    if request.method != "POST" and not may_read(request):
        return error_reply(form, 429, "Too many requests in this minute.")
    face = face_of(slug)
    given = request.POST if request.method == "POST" else request.GET
    if given.get("jurisdiction_id", slug) != slug:
        return error_reply(form, 404, "jurisdiction_id provided was not found.")
    with timezone.override(ZoneInfo(face.administration.time_zone)):  # as on the pages of the administration
        return view(request, face, form, **arguments)


@face_page("GET")
def discovery(request: HttpRequest, face: GeoFace, form: str) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """What the face is and where it stands."""
    slug = face.administration.slug
    root = reverse("open311:discovery", args=[slug, "json"]).removesuffix("/discovery.json")
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": settings.BASE_URL.rstrip("/") + root,
        "changeset": CHANGESET,
        "type": "production",
        "formats": ["application/json", "text/xml"],
    }
    contact = face.administration.contacts.get("email") or face.administration.title
    told = {"changeset": CHANGESET, "contact": contact, "key_service": contact, "endpoints": [endpoint]}
    return object_reply(form, "discovery", told)


@face_page("GET")
def services(request: HttpRequest, face: GeoFace, form: str) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """What one may write about."""
    rows = [
        {
            "service_code": one.slug,
            "service_name": one.title,
            "description": one.title,
            "metadata": False,
            "type": "realtime",
            "keywords": "",
            "group": one.organizer.title if one.organizer else "",
        }
        for one in services_of(face)
    ]
    return rows_reply(form, ("services", "service"), rows)


@face_page("GET")
def definition(request: HttpRequest, face: GeoFace, form: str, code: str) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """No service has attributes of its own."""
    if all(one.slug != code for one in services_of(face)):
        return error_reply(form, 404, f"service_code {code} was not found.")
    return object_reply(form, "service_definition", {"service_code": code, "attributes": []})


@face_page("GET", "POST")
def requests(request: HttpRequest, face: GeoFace, form: str) -> HttpResponse:
    """The messages that came by this face, or a new one."""
    if request.method == "POST":
        return _post(request, face, form)
    asked = asked_of({name: str(value) for name, value in request.GET.items()})
    return rows_reply(form, _REQUESTS, [_row(one) for one in requests_of(face, asked)])


@face_page("GET")
def one_request(request: HttpRequest, face: GeoFace, form: str, number: int) -> HttpResponse:  # noqa: ARG001 - a view
    """One message, in a list as the specification has it."""
    found = requests_of(face, asked_of({"service_request_id": str(number)}))
    if not found:
        return error_reply(form, 404, "service_request_id was not found.")
    return rows_reply(form, _REQUESTS, [_row(one) for one in found])


@face_page("GET")
def token(request: HttpRequest, face: GeoFace, form: str, token: str) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """The number behind a token; ours are given at once."""
    row = {"service_request_id": str(request_id_of(face, token)), "token": token}
    return rows_reply(form, _REQUESTS, [row])


def _post(request: HttpRequest, face: GeoFace, form: str) -> HttpResponse:
    if request.content_type not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return error_reply(form, 415, "Send application/x-www-form-urlencoded.")
    given = {name: str(value) for name, value in request.POST.items()}
    if is_guessing(request):
        return error_reply(form, 429, "Too many unknown keys came from this address.")
    key = given.get("api_key", "")
    caller = caller_with(request, key) if key else None
    is_own = caller is not None and caller.actor.administration_id == face.administration_id
    if caller is None or not is_own or not caller.may(Scope.ITEMS_WRITE):
        return error_reply(form, 403, "api_key was not provided or is not valid.")
    if not may_call(caller):
        return error_reply(form, 429, "Too many requests in this minute.")
    made = post_geo_request(caller=caller, face=face, posted=posted_of(given))
    notice = "Сообщение зарегистрировано."
    row = {"service_request_id": str(made.pk), "service_notice": notice, "account_id": None}
    return rows_reply(form, _REQUESTS, [row], status=201)


def _row(one: GeoTold) -> dict[str, Any]:
    return {
        "service_request_id": str(one.request_id),
        "status": "open" if one.is_open else "closed",
        "status_notes": one.status_title,
        "service_name": one.service.title,
        "service_code": one.service.slug,
        "description": one.description or None,
        "agency_responsible": one.agency,
        "service_notice": None,
        "requested_datetime": timezone.localtime(one.requested_at).isoformat(timespec="seconds"),
        "updated_datetime": timezone.localtime(one.updated_at).isoformat(timespec="seconds"),
        "expected_datetime": one.expected_at.isoformat() if one.expected_at else None,
        "address": one.address or None,
        "address_id": one.address_id or None,
        "zipcode": None,
        "lat": one.latitude,
        "long": one.longitude,
        "media_url": None,
    }
