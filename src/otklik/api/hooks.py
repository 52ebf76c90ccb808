"""Addresses that networks call: `/hooks/<key>/`. Who calls proves itself by the channel's own secret."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.base.errors import NotFound
from otklik.channels.contract import HookRequest
from otklik.correspondence.actions.take_hook import take_hook

#: The longest message of a network with all its parts is a few hundred kilobytes; files stay with the network.
LONGEST_BODY = 1024 * 1024


@csrf_exempt
@require_http_methods(["GET", "POST"])
def hook(request: HttpRequest, hook_key: str) -> HttpResponse:
    """Keep what the network brings and answer as it expects. 404 for an unknown or disabled address, 413 for too much.

    Not limited by the caller's address: a network calls from a few, and slowed down it would call again and again.
    """
    body = request.read(LONGEST_BODY + 1) if _claimed_length(request) <= LONGEST_BODY else None
    if body is None or len(body) > LONGEST_BODY:
        return HttpResponse("too large", status=413, content_type="text/plain; charset=utf-8")
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        reply = take_hook(hook_key, HookRequest(request.method or "", headers, request.GET.dict(), body))
    except NotFound:
        raise Http404 from None
    answer = HttpResponse(reply.body, status=reply.status, content_type=reply.media_type)
    if reply.status == 503:  # noqa: PLR2004 - the standard's number
        answer.headers["Retry-After"] = "60"
    return answer


def _claimed_length(request: HttpRequest) -> int:
    claimed = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(claimed) if claimed.isdecimal() else LONGEST_BODY + 1
