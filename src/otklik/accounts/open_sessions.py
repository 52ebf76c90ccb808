"""Where a person is signed in just now."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base import audit
from otklik.base.errors import NotFound
from otklik.core.browsers import browser_in_words


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that still lives: browser in words, network address, moments."""

    pk: int
    browser: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def open_sessions(user: User, current_key: str | None = None) -> list[OpenSession]:
    """The person's sessions, this one first, then the newest; those that ended on their own are forgotten here."""
    rows: list[UserSession] = UserSession.objects.purge_and_list(user)
    told = [
        OpenSession(
            row.pk, browser_in_words(row.user_agent), row.ip, row.created_at, row.last_seen_at,
            row.session_key == current_key,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(told, key=lambda one: (not one.is_current, -one.began_at.timestamp()))


@transaction.atomic
def end_own_sessions(*, user: User, current_key: str | None, session_id: int | None = None) -> int:
    """End one of the own sessions, or all but this one; returns how many. NotFound for somebody else's."""
    own = UserSession.objects.filter(user_id=user.pk)
    found = list(own.filter(pk=session_id) if session_id else own.exclude(session_key=current_key or ""))
    if session_id and not found:
        raise NotFound
    for one in found:
        one.end()
    actor = actor_of(user)
    if actor is not None:
        audit.record(actor, "end_sessions", user, "Окончены собственные сеансы", sessions=len(found))
    return len(found)
