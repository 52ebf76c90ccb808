"""What every answer tells the browser, also one that no page of ours made: files of the face, refusals, redirects."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse

from otklik.base.security_log import SecurityEvent, note

Get = Callable[[HttpRequest], HttpResponseBase]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: Where programs knock: a redirect to HTTPS would hide that their key went over the wire in the open.
PROGRAMS = ("/api/", "/hooks/", "/open311/")
#: Nothing of the product asks for any of these.
PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), screen-wake-lock=(), serial=(), usb=()"
)
#: For an answer that is no page: nothing may be loaded, run or framed.
BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
#: The one file that pages of other sites load.
FOR_OTHER_SITES = f"{settings.STATIC_URL}otklik/frame."


class AnswerHeadersMiddleware:
    """Stands in front of everything but the redirect to HTTPS."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return _dressed(request, HttpResponse(status=405, headers={"Allow": ", ".join(METHODS)}))
        if settings.HTTPS and not request.is_secure() and request.path_info.startswith(PROGRAMS):
            note(SecurityEvent.PLAIN_REFUSED, request)
            told = {"code": "https_only", "title": "Только HTTPS. Ключ, посланный этим запросом, замените."}
            return _dressed(request, JsonResponse(told, status=403, json_dumps_params={"ensure_ascii": False}))
        return _dressed(request, self.get_response(request))


def _dressed(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    headers = answer.headers
    headers.setdefault("Content-Security-Policy", BARE_POLICY)
    headers.setdefault("Permissions-Policy", PERMISSIONS)
    is_shared = request.path_info.startswith(FOR_OTHER_SITES)
    headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin")
    if request.method == "POST" and request.path_info == reverse("account_logout"):
        # What was typed and not sent lies in the browser; whoever signs out leaves nothing on the computer.
        headers["Clear-Site-Data"] = '"storage"'
    return answer
