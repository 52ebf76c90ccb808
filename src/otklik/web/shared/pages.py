"""Who may open a page: one decorator for staff pages, one for public ones."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from otklik.accounts.entrance import held_up_at
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor, public_actor
from otklik.base.errors import NotFound
from otklik.base.security_log import SecurityEvent, note
from otklik.catalog import queries as catalog
from otklik.web.shared.requests import PageRequest

View = Callable[..., HttpResponseBase]
Policy = Callable[[Actor], bool]


def staff_page(policy: Policy) -> Callable[[View], View]:
    """Ask for sign-in, then for the policy; a stranger and a page that is not there look the same (404).

    The policy stays on the view, where a house test looks for it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        @_sign_in_whole_page
        @login_required
        def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(cast("Any", request.user))
            if actor is None or actor.administration_slug != slug or not policy(actor):
                note(SecurityEvent.ACCESS_REFUSED, request)
                raise Http404
            if first := held_up_at(request, cast("Any", request.user), actor):
                return redirect(first)
            return _call(view, request, actor, slug, *args, **kwargs)

        wrapped.policy = policy  # type: ignore[attr-defined]
        return wrapped

    return decorate


def _sign_in_whole_page(view: View) -> View:
    """When the session ended, a part of a page asks the browser to sign in and come back to the whole page."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        part = cast("PageRequest", request).htmx
        if not part or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        address = redirect_to_login(part.current_url_abs_path or request.get_full_path()).url
        return HttpResponse(headers={"HX-Redirect": address})

    return wrapped


def public_page(view: View) -> View:
    """A page for everybody; the actor is a visitor of the administration that the address names."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _call(view, request, None, slug, *args, **kwargs)

    wrapped.is_public = True  # type: ignore[attr-defined]
    return wrapped


def _call(
    view: View, request: HttpRequest, actor: Actor | None, slug: str, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    page = cast("PageRequest", request)
    try:
        # Whoever belongs to the administration came with its row.
        own = cast("Any", request.user).administration if actor else None
        page.administration = own or catalog.administration_for_visitors(slug)
        page.procedure = catalog.procedure_of(slug)
        page.actor = actor or public_actor(page.administration.pk, slug)
        return view(page, *args, **kwargs)
    except NotFound as absent:
        raise Http404(absent.message) from absent
