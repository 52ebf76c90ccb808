"""What every request of the interface passes: its key, its rate, its body, its Idempotency-Key, its problem."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from otklik.api.bodies import FILES, fault_of_body
from otklik.api.problems import MEDIA_TYPE, as_problem, problem
from otklik.api.rates import may_call, tell_rate
from otklik.base.security_log import SecurityEvent, keyed, note
from otklik.base.visitor_limits import is_exhausted, may_go_on, seconds_left
from otklik.interchange import replies
from otklik.interchange.keys import Caller, caller_of

PLACE = "/api/v1/"
#: Human pages and the description below the same address.
PAGES = ("/api/v1/reference/",)
#: Files may come twice; a status is a reading, and its reply holds words of the answer.
NOT_KEPT = (FILES, "/status")
_NAME = re.compile(r"[\x21-\x7e]{1,255}")
_ERROR, _TOO_MANY, _OURS = 400, 429, 500
Get = Callable[[HttpRequest], HttpResponse]


class ApiMiddleware:
    """Around `/api/v1/`; every other address passes by."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACE) or request.path_info.startswith(PAGES):
            return self.get_response(request)
        if "Authorization" in request.headers and is_guessing(request):
            return _later(request)
        caller = caller_in(request)
        request.api_caller = caller  # type: ignore[attr-defined]
        response = self._answer(request, caller)
        if response.status_code >= _ERROR and response.headers.get("Content-Type") != MEDIA_TYPE:
            response = as_problem(request, response)
        if caller:
            tell_rate(caller, response)
        return response

    def _answer(self, request: HttpRequest, caller: Caller | None) -> HttpResponse:
        if caller and not may_call(caller):
            return problem(request, "rate")
        fault = fault_of_body(request)
        if fault and (caller or fault == "control_character"):
            return problem(request, fault)
        name = request.headers.get("Idempotency-Key", "")
        if caller is None or request.method != "POST" or not name or request.path_info.endswith(NOT_KEPT):
            return self.get_response(request)
        if not _NAME.fullmatch(name):
            return problem(request, "idempotency_key")
        return self._once(request, caller, name)

    def _once(self, request: HttpRequest, caller: Caller, given: str) -> HttpResponse:
        """Carry the request out, or give the reply of the first one."""
        name = replies.name_of(request.method or "", request.path_info, given)
        digest = hashlib.sha256(request.META.get("QUERY_STRING", "").encode() + b"\0" + request.body).hexdigest()
        try:
            kept = replies.begin(caller.key_id, name, digest)
        except replies.OtherRequestError:
            return problem(request, "other_request")
        except replies.StillRunningError:
            return problem(request, "still_running")
        if isinstance(kept, replies.Kept):
            return _replayed(kept)
        try:
            response = self._carried_out(request, caller, name, kept)
        except replies.StillRunningError:  # it took so long that the same request was let in again
            return problem(request, "still_running")
        except BaseException:
            replies.forget(caller.key_id, name, kept)
            raise
        if response.status_code >= _OURS:
            replies.forget(caller.key_id, name, kept)
        return response

    def _carried_out(self, request: HttpRequest, caller: Caller, name: str, claim: datetime) -> HttpResponse:
        """What is done and that it was done stand or fall together, whatever ends the process in between."""
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= _OURS:  # it may be tried again
                transaction.set_rollback(True)
            else:
                replies.finish(caller.key_id, name, claim, _kept(response))
        return response


def caller_in(request: HttpRequest) -> Caller | None:
    """The key of the header Authorization, where it is in force; another is counted against the address."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return caller_with(request, secret.strip()) if scheme.lower() == "bearer" else None


def caller_with(request: HttpRequest, secret: str) -> Caller | None:
    """Whose key it is; an unknown one is counted against the address and noted."""
    caller = caller_of(secret)
    if caller is None:
        may_go_on(request, "key")
        note(SecurityEvent.KEY_REFUSED, request, key=keyed(secret))
    return caller


def is_guessing(request: HttpRequest) -> bool:
    """The address brought so many unknown keys that none is looked at for a while."""
    return is_exhausted(request, "key")


def _later(request: HttpRequest) -> HttpResponse:
    response = problem(request, "rate")
    response.headers["Retry-After"] = str(seconds_left(request, "key"))
    return response


def _kept(response: HttpResponse) -> replies.Kept:
    names = ("Content-Type", "Location", "Content-Language")
    headers = {name: response.headers[name] for name in names if name in response.headers}
    return replies.Kept(response.status_code, headers, response.content.decode())


def _replayed(kept: replies.Kept) -> HttpResponse:
    return HttpResponse(kept.body, status=kept.status, headers={**kept.headers, "Idempotent-Replayed": "true"})
