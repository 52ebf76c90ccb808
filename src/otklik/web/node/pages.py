"""Pages of the node: its keepers only; everybody else finds nothing there (404)."""

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
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.security_log import SecurityEvent, note
from otklik.catalog.queries import procedure_of
from otklik.operation.keepers import keeper_of
from otklik.operation.policies import can_keep_node

View = Callable[..., HttpResponseBase]

#: Places of the menu: title and the name of the address.
MENU: tuple[tuple[str, str], ...] = (
    ("Состояние узла", "node:state"),
    ("Фоновые задания", "node:tasks"),
    ("Неполадки", "node:troubles"),
    ("Почта", "node:mail"),
    ("Сроки хранения", "node:cleaning"),
)


class NodeRequest(HttpRequest):
    """Set by `node_page` before the view is called."""

    keeper: Actor


def node_page(view: View) -> View:
    """Ask for sign-in, then whether the person keeps the node; the policy stays on the view for the house test."""

    @wraps(view)
    @never_cache
    @login_required
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        keeper = keeper_of(cast("Any", request.user))
        if keeper is None or not can_keep_node(keeper):
            note(SecurityEvent.ACCESS_REFUSED, request)
            raise Http404
        if first := held_up_at(request, cast("Any", request.user), keeper):
            return redirect(first)
        page = cast("NodeRequest", request)
        page.keeper = keeper
        zone = procedure_of(keeper.administration_slug).act.time_zone if keeper.administration_slug else None
        try:
            with timezone.override(zone or timezone.get_default_timezone()):
                return view(page, *args, **kwargs)
        except NotFound as absent:
            raise Http404(absent.message) from absent

    wrapped.policy = can_keep_node  # type: ignore[attr-defined]
    return wrapped


def shown(request: NodeRequest, template: str, current: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Render a page with the node's menu; `current` is the address' name of the place that it belongs to."""
    links = [{"title": title, "url": reverse(name), "current": name == current} for title, name in MENU]
    told = {**context, "keeper": request.keeper, "menu": {"title": "Узел", "links": links}}
    return render(request, template, told, status=status)
