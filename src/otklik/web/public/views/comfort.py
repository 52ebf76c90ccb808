"""The switch «версия для слабовидящих»: a page of its own, so that it works without scripts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from otklik.web.public.forms.comfort import ComfortForm
from otklik.web.shared.comfort import COOKIE, COOKIE_AGE_SECONDS, Comfort
from otklik.web.shared.cookies import cookie_name
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
def accessibility(request: PageRequest) -> HttpResponse:
    """The switch inside one administration."""
    return switch(request)


def switch(request: HttpRequest) -> HttpResponse:
    """Show the choice or set the cookie; «обычная версия» removes it."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    back = asked if is_ours else "/"
    form = ComfortForm(request.POST or None, initial=_now(request))
    if request.method == "POST":
        if "usual" in request.POST:
            return _set(HttpResponseRedirect(back), Comfort())
        if form.is_valid():
            return _set(HttpResponseRedirect(back), form.chosen())
    return render(request, "public/accessibility.html", {"form": form, "next": back})


def _now(request: HttpRequest) -> dict[str, object]:
    return ComfortForm.values_of(Comfort.parse(request.COOKIES.get(cookie_name(COOKIE), "")))


def _set(response: HttpResponse, comfort: Comfort) -> HttpResponse:
    response.set_cookie(
        cookie_name(COOKIE),
        comfort.cookie,
        max_age=COOKIE_AGE_SECONDS if comfort.cookie else 0,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
