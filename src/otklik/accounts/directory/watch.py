"""Who left: every few minutes the directory is asked for everybody who signs in there."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from otklik.accounts.directory.entry import Entry
from otklik.accounts.directory.reach import directory, has_directory
from otklik.accounts.models import OutsideAccount
from otklik.accounts.outside_ends import close_outside_account, open_outside_account
from otklik.accounts.outside_roles import keep_outside_roles

log = structlog.get_logger(__name__)
EVERY = timedelta(minutes=5)
#: When so many are asked for and nobody at all is found, it is the search that is wrong, not the people.
ENOUGH_TO_DOUBT = 3


def watch_directory() -> int | None:
    """Close whom the directory has closed or forgotten, open whom it has opened, keep the roles of the groups.

    Returns how many accounts were closed. A directory that is away changes nothing.
    """
    now = timezone.now()
    accounts = OutsideAccount.objects.filter(source=OutsideAccount.Source.DIRECTORY)
    if not has_directory() or not accounts.filter(seen_at__lt=now - EVERY).exists():
        return None
    from otklik.accounts.directory.client import DirectoryAway  # noqa: PLC0415 - only where there is a directory

    kept = list(accounts.select_related("person__administration"))
    try:
        found = directory().people([one.key for one in kept], now)
    except DirectoryAway as away:
        log.warning("directory_away", reason=str(away))
        return None
    if not found and len(kept) >= ENOUGH_TO_DOUBT:
        log.error("directory_knows_nobody", asked=len(kept))
        return None
    return sum(_look(one, found.get(one.key), now) for one in kept)


@transaction.atomic
def _look(account: OutsideAccount, entry: Entry | None, now: datetime) -> bool:
    """True when the account was closed just now."""
    OutsideAccount.objects.filter(pk=account.pk).update(seen_at=now)
    if entry is None or entry.is_closed:
        return close_outside_account(account, now)
    open_outside_account(account)
    keep_outside_roles(account.person, entry.groups)
    return False
