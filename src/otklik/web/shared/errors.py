"""Pages for what went wrong: what happened, that nothing was lost, what to do."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otklik.base.security_log import SecurityEvent, note
from otklik.base.visitor_limits import seconds_left, try_after

_TOO_MANY = 429


def asked_too_often(request: HttpRequest, subject: str) -> HttpResponse:
    """429: pages were asked for faster than a person reads; the page says when to come back."""
    moment = f"{try_after(request, subject):%H:%M}"
    context = {"is_reading": True, "try_after": f"в {moment}", "back_url": request.get_full_path()}
    answer = render(request, "429.html", context, status=_TOO_MANY)
    answer.headers["Retry-After"] = str(seconds_left(request, subject))
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or cookies are off."""
    note(SecurityEvent.FORM_FORGED, request, reason=reason.split(" - ", maxsplit=1)[0][:100])
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page, or no right to it: the same to a stranger. What the decree keeps inside says so with its words."""
    return render(request, "404.html", {"kept_inside": getattr(exception, "kept_inside", "")}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Refused by the framework itself."""
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: too much was sent at once, or the address of the site is not ours."""
    if isinstance(exception, DisallowedHost):  # no page of ours can be made for a host that we are not
        return HttpResponse("Неизвестное имя сайта.", status=400, content_type="text/plain; charset=utf-8")
    return render(request, "400.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; the page needs neither database nor session."""
    return render(request, "500.html", status=500)
