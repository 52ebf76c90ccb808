"""allauth's points of decision about single sign-on: an existing account or none; nobody signs up, nobody links."""

from typing import Any

import requests
import structlog
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

from otklik.accounts.outside_people import OutsidePerson, admit_outside_person
from otklik.accounts.provider_claims import person_told

log = structlog.get_logger(__name__)
SECONDS = 10.0


class PoliteSession(requests.Session):
    """Waits a bounded time; a provider that is away gives a page instead of a fault."""

    def request(self, *given: Any, **named: Any) -> requests.Response:
        """The answer, or the page that says that single sign-on did not succeed."""
        named.setdefault("timeout", SECONDS)
        try:
            return super().request(*given, **named)
        except requests.RequestException as away:
            log.warning("provider_away", reason=type(away).__name__)
            page = render(context.request, "socialaccount/authentication_error.html", status=503)
            raise ImmediateHttpResponse(page) from away


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider says who comes; whether that is somebody of ours is decided here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's
        """Nobody signs up by himself."""
        return False

    def get_requests_session(self) -> requests.Session:
        """How the provider is asked."""
        return PoliteSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account and link it; a page with the reason where there is none."""
        person = _person_of(sociallogin)
        user = None if sociallogin.state.get("process") == "connect" else admit_outside_person(person)
        if user is None:
            page = render(request, "socialaccount/unknown.html", {"name": person.full_name}, status=403)
            raise ImmediateHttpResponse(page)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        sociallogin.user = user


def _person_of(sociallogin: SocialLogin) -> OutsidePerson:
    told: dict[str, Any] = sociallogin.account.get_provider_account().get_user_data() or {}
    token = sociallogin.token
    refresh_token = str(token.token_secret) if token is not None and token.token_secret else ""
    return person_told(told, sociallogin.account.uid, refresh_token)
