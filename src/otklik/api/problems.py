"""Problems as application/problem+json (RFC 9457), in the language that the caller accepts."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from otklik.api.languages import BY_STATUS, ENGLISH, WORDS, Words, fault_words, language_of
from otklik.base.errors import RuleBroken

MEDIA_TYPE = "application/problem+json"
#: Statuses of broken rules that are no fault of the request's form.
RULES = {
    "not_found": 404,
    "scope_required": 403,
    "move_not_allowed": 409,
    "ended": 409,
    "file_size": 413,
    "file_type": 415,
}
#: Headers of a reply that its problem keeps.
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


def problem(
    request: HttpRequest,
    code: str,
    *,
    status: int | None = None,
    message: str = "",
    field: str | None = None,
    faults: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:
    """The reply for a problem; `message` is a Russian one of ours, told in English as what it is."""
    language = language_of(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    known = WORDS.get(code) or WORDS[BY_STATUS.get(status or 422, "rule")]
    stands = status or known.status
    told: dict[str, Any] = {
        "type": f"{reverse('api_reference')}#{code if code in WORDS else 'rule'}",
        "title": known.english if language == ENGLISH else known.russian,
        "status": stands,
        "detail": _detail(known, language, message),
        "code": code,
    }
    if message and language == ENGLISH:
        told["message_ru"] = message
    if field:
        told["pointer"] = _pointer(field.split("."))
    if faults:
        told["errors"] = list(faults)
    body = json.dumps(told, ensure_ascii=False)
    headers = {"Content-Language": language, "Vary": "Accept-Language"}
    if stands == 401:  # noqa: PLR2004 - unauthorised
        headers["WWW-Authenticate"] = 'Bearer realm="otklik"'
    return HttpResponse(body, status=stands, content_type=MEDIA_TYPE, headers=headers)


def _detail(known: Words, language: str, message: str) -> str:
    if language == ENGLISH:
        return known.english_detail or known.english
    return message or known.russian_detail or known.russian


def rule_problem(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    """A broken rule: its own code, the Russian words."""
    return problem(request, broken.code, status=RULES.get(broken.code, 422), message=broken.message, field=broken.field)


def validation_problem(request: HttpRequest, errors: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """What pydantic found, each fault with a pointer into the request and in words."""
    language = language_of(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    faults = [_fault(error, language) for error in errors]
    return problem(request, "validation", faults=faults)


def _fault(error: Mapping[str, Any], language: str) -> dict[str, str]:
    kind = str(error.get("type", ""))
    location = [str(part) for part in error.get("loc", ())]
    place = location[0] if location else "body"
    rest = location[2:] if place in {"body", "form"} else location[1:]
    named = {"pointer": _pointer(rest)} if place in {"body", "form"} else {place: "/".join(rest)}
    return {**named, "code": kind, "detail": fault_words(kind, language)}


def _pointer(parts: Sequence[str]) -> str:
    return "#" + "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A reply that somebody below gave as a page or in plain words, as a problem."""
    code = BY_STATUS.get(response.status_code) or BY_STATUS[500 if response.status_code >= 500 else 400]  # noqa: PLR2004
    made = problem(request, code, status=response.status_code)
    for name in KEPT:
        if name in response.headers:
            made.headers[name] = response.headers[name]
    return made
