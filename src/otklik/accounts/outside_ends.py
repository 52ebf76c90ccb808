"""The way in follows the directory: closed there, closed here at once with all open sessions; opened there, opened."""

from datetime import datetime

from otklik.accounts.models import OutsideAccount
from otklik.accounts.outside_people import actor_for
from otklik.accounts.session_ends import end_sessions_of
from otklik.base import audit


def close_outside_account(account: OutsideAccount, now: datetime) -> bool:
    """Close the way in and end the sessions; False where it is closed already."""
    person = account.person
    if not person.is_active:
        return False
    person.is_active = False
    person.save(update_fields=["is_active"])
    account.closed_at, account.refresh_token = now, ""
    account.save(update_fields=["closed_at", "refresh_token"])
    ended = end_sessions_of(person)
    audit.record(actor_for(person), "close_outside_account", person, f"{person}: вход закрыт каталогом", sessions=ended)
    return True


def open_outside_account(account: OutsideAccount) -> None:
    """Open what the directory had closed; what an administrator closed stays closed."""
    if account.closed_at is None:
        return
    account.closed_at = None
    account.save(update_fields=["closed_at"])
    account.person.is_active = True
    account.person.save(update_fields=["is_active"])
    audit.record(actor_for(account.person), "open_outside_account", account.person, f"{account.person}: вход открыт")
