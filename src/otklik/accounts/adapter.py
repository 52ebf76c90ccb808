"""allauth's points of decision: staff accounts are made by the administrator, never by visitors."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from otklik.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up; after signing in one stands at one's own administration's desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up by himself."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk of the person's administration."""
        administration = getattr(request.user, "administration", None)
        return f"/{administration.slug}/staff/" if administration else "/"

    def set_password(self, user: User, password: str) -> None:
        """A password that the person chose is no longer a temporary one."""
        user.password_is_temporary = False
        super().set_password(user, password)
