"""What the sign-in door tells the log of security: who came, who failed, who changed a password or a second step."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from otklik.accounts.models import User
from otklik.base.security_log import SecurityEvent, keyed, note

#: Each signal with the event that it becomes.
_HEARD = (
    (user_logged_in, SecurityEvent.SIGNED_IN),
    (user_logged_out, SecurityEvent.SIGNED_OUT),
    (password_changed, SecurityEvent.PASSWORD_CHANGED),
    (password_reset, SecurityEvent.PASSWORD_CHANGED),
    (authenticator_added, SecurityEvent.SECOND_FACTOR_ADDED),
    (authenticator_reset, SecurityEvent.SECOND_FACTOR_ADDED),
    (authenticator_removed, SecurityEvent.SECOND_FACTOR_REMOVED),
)


def listen() -> None:
    """Called once, when the application is ready."""
    for signal, event in _HEARD:
        signal.connect(_hearer(event), weak=False, dispatch_uid=f"security-{event}-{id(signal)}")
    user_login_failed.connect(_sign_in_failed, weak=False, dispatch_uid="security-failed")


def _hearer(event: SecurityEvent) -> Any:
    def heard(*, request: Any = None, user: User | None = None, **told: Any) -> None:
        authenticator = told.get("authenticator")
        note(
            event,
            request,
            tells_address=True,
            user_id=user.pk if user else None,
            factor=getattr(authenticator, "type", None),
        )

    return heard


def _sign_in_failed(*, credentials: dict[str, Any], request: Any = None, **_told: Any) -> None:
    """What was typed may be a password in the wrong field: only a known name is told, another as its digest."""
    typed = str(credentials.get("username") or credentials.get("email") or "")
    known = User.objects.filter(username=typed).values_list("pk", flat=True).first() if "\0" not in typed else None
    note(
        SecurityEvent.SIGN_IN_FAILED,
        request,
        tells_address=True,
        user_id=known,
        unknown_name="" if known else keyed(typed),
    )
