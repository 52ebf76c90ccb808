"""allauth's points of decision: staff accounts are made by the administrator, never by visitors."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from otklik.accounts.errands import first_errand
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.accounts.second_factor import is_demanded_some_day
from otklik.accounts.sign_in_letters import tell_change, write_reset_link
from otklik.core.russian import date_long


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up; after signing in one stands at one's own administration's desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up by himself."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """What waits to be finished, else the desk; whoever has no administration keeps the node or is of a region."""
        if unfinished := first_errand(request.user):
            return unfinished
        administration = getattr(request.user, "administration", None)
        if administration is None and getattr(request.user, "is_node_keeper", False):
            return "/node/"
        return f"/{administration.slug}/staff/" if administration else "/region/"

    def set_password(self, user: User, password: str) -> None:
        """A password that the person chose is no longer a temporary one."""
        user.password_is_temporary = False
        super().set_password(user, password)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever has just signed in is not asked at once again: else the first set-up would begin with a riddle."""
        limit = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        is_fresh = any(record["at"] > limit for record in get_authentication_records(self.request, self.request.user))
        return not is_fresh and super().is_reauthentication_required(app=app)

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """Say beforehand that a second step will be demanded."""
        actor = actor_of(user)
        day = is_demanded_some_day(user, actor.roles) if actor else None
        if day is not None:
            told = f"С {date_long(day)} ваша роль требует входа в два шага. Включите его заранее: «Мой вход»."
            messages.warning(request, told)
        return super().post_login(request, user, **facts)  # type: ignore[no-any-return]

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - allauth's
        """The link by our own letter."""
        write_reset_link(user, context["password_reset_url"])

    def send_notification_mail(self, template_prefix: str, user: User, *_facts: object, **_named: object) -> None:
        """What was changed, by our own letter: no network address and no name of a browser in it."""
        tell_change(user, template_prefix)
