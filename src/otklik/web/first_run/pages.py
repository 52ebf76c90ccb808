"""Who may open a page of the first run: whoever knows the code while nobody is here, then the person made by it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from otklik.accounts.queries import actor_of, has_temporary_password
from otklik.base.errors import NotFound
from otklik.catalog.queries import administration_by_slug
from otklik.operation.first_run import is_carried_on_by, is_finished, is_key, is_nobody_here, progress
from otklik.web.shared.requests import PageRequest

#: Where the session keeps what a right code gives.
KEY = "first_run"
#: Steps before the second step of the sign-in is set up.
BEFORE_SECOND_STEP = frozenset({"administration", "administrator", "second_step"})
View = Callable[..., HttpResponseBase]


def code_page(view: View) -> View:
    """A page before there is anybody: without the key of a right code one is asked for it."""

    @wraps(view)
    @never_cache
    def wrapped(request: HttpRequest) -> HttpResponseBase:
        if is_finished():
            raise Http404
        if not is_nobody_here():
            return redirect("first_run:start")  # a second click or tab goes on where the first has come to
        if not is_key(request.session.get(KEY, "")):
            return redirect("first_run:code")
        try:
            return _called(view, request)
        except Http404:
            if is_nobody_here():
                raise
            return redirect("first_run:start")

    return wrapped


def person_page(view: View) -> View:
    """A page for the person of the first run, signed in; the page has its administration and actor."""

    @wraps(view)
    @never_cache
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_finished() or is_nobody_here():
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login("/first-run/")
        actor = actor_of(cast("Any", request.user)) if is_carried_on_by(request.user) else None
        if actor is None:
            raise Http404
        if has_temporary_password(cast("Any", request.user)):  # the way in was given back by `otklik reset-sign-in`
            return redirect(f"{reverse('account_change_password')}?next={reverse('first_run:start')}")
        page = cast("PageRequest", request)
        page.actor, page.administration = actor, administration_by_slug(actor.administration_slug)
        return _called(view, page, *args, **kwargs)

    return wrapped


def settled_page(view: View) -> View:
    """A page for that person once the second step is set up: what follows it changes the installation."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if progress().next_step in BEFORE_SECOND_STEP:
            return redirect("first_run:second_step")
        return view(request, *args, **kwargs)

    return person_page(wrapped)


def step_page(
    request: HttpRequest, step: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render `first_run/<step>.html` with the list of steps."""
    state = progress()
    place = next((number for number, one in enumerate(state.steps, start=1) if one.slug == step), 0)
    told = {"progress": state, "step": step, "place": place, "total": len(state.steps)}
    return render(request, f"first_run/{step}.html", {**told, **(context or {})}, status=status)


def _called(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except NotFound as absent:
        raise Http404(absent.message) from absent
