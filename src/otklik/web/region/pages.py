"""Pages of a region: signed-in people of that region only; everybody else finds nothing there (404)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from otklik.accounts.entrance import held_up_at
from otklik.base.errors import NotFound
from otklik.region.actor import RegionActor, region_actor_of

View = Callable[..., HttpResponseBase]
Policy = Callable[[RegionActor], bool]

MENU: tuple[tuple[str, str, Callable[[RegionActor], bool]], ...] = (
    ("Показатели", "region:board", lambda _: True),
    ("По кварталам", "region:trends", lambda _: True),
    ("Обязанности порядка", "region:duties", lambda _: True),
    ("Администрации", "region:members", lambda _: True),
    ("Люди региона", "region:people", lambda actor: actor.keeps),
)


class RegionRequest(HttpRequest):
    """Set by `region_page` before the view is called."""

    region: RegionActor


def anybody(actor: RegionActor) -> bool:  # noqa: ARG001 - the shape of a policy
    """Every person of the region."""
    return True


def keepers(actor: RegionActor) -> bool:
    """Who asks administrations in and adds people."""
    return actor.keeps


def region_page(policy: Policy) -> Callable[[View], View]:
    """Ask for sign-in, then whether the person is of the region that the address names, then for the policy."""

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        @login_required
        def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = region_actor_of(cast("Any", request.user))
            if actor is None or actor.region_slug != slug or not policy(actor):
                raise Http404
            if first := held_up_at(request, cast("Any", request.user), None, keeps_region=actor.keeps):
                return redirect(first)
            page = cast("RegionRequest", request)
            page.region = actor
            with timezone.override(actor.time_zone):
                return _called(view, page, *args, **kwargs)

        wrapped.policy = policy  # type: ignore[attr-defined]
        return wrapped

    return decorate


def shown(request: RegionRequest, template: str, current: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Render a page with the region's menu; `current` is the address' name of the place that it belongs to."""
    actor = request.region
    links = [
        {"title": title, "url": reverse(name, args=[actor.region_slug]), "current": name == current}
        for title, name, policy in MENU
        if policy(actor)
    ]
    told = {**context, "region": actor, "menu": {"title": actor.region_title, "links": links}}
    return render(request, template, told, status=status)


def _called(view: View, request: RegionRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except NotFound as absent:
        raise Http404(absent.message) from absent
