"""Events of security: one line each, by which an administrator follows an attack; nobody's words stand in them.

A visitor's network address is written as its keyed digest: the same address is the same word, and the log tells nobody
who wrote. At the door of the staff the address itself is written.
"""

import hashlib
import hmac
from enum import StrEnum

import structlog
from django.conf import settings
from django.http import HttpRequest

from otklik.base.visitor_address import visitor_address

LOGGER = "otklik.security"
_LETTERS = 16


class SecurityEvent(StrEnum):
    """What is written down; docs/security.md says what each asks of the administrator."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the event's name
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    ACCESS_REFUSED = "access_refused"
    FORM_FORGED = "form_forged"
    TOO_OFTEN = "too_often"
    KEY_REFUSED = "key_refused"
    PAGE_VIOLATED = "page_violated"
    PLAIN_REFUSED = "plain_refused"


#: What is usual; everything else is written as a warning.
USUAL = {SecurityEvent.SIGNED_IN, SecurityEvent.SIGNED_OUT, SecurityEvent.PASSWORD_CHANGED}


def note(
    event: SecurityEvent, request: HttpRequest | None = None, *, tells_address: bool = False, **facts: object
) -> None:
    """Write the event with the person's number, the page's name and the origin."""
    facts = {name: value for name, value in facts.items() if value not in (None, "")}
    if request is not None:
        facts |= _place(request)
        facts |= {"address": visitor_address(request)} if tells_address else {"origin": origin_of(request)}
    log = structlog.get_logger(LOGGER)
    (log.info if event in USUAL else log.warning)(event.value, **facts)


def origin_of(request: HttpRequest) -> str:
    """The network address as a word that only this installation can make of it."""
    return keyed(visitor_address(request))


def keyed(value: str) -> str:
    """A word for a value that is not to be read from the log, the same for the same value."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"security {value}".encode(), hashlib.sha256)
    return digest.hexdigest()[:_LETTERS]


def _place(request: HttpRequest) -> dict[str, object]:
    match = request.resolver_match
    person = getattr(request, "user", None)
    facts: dict[str, object] = {"method": request.method}
    if match is not None:
        facts["page"] = match.view_name or match.route
        facts["administration"] = match.kwargs.get("slug")
    if person is not None and person.is_authenticated:
        facts["user_id"] = person.pk
    return {name: value for name, value in facts.items() if value}
