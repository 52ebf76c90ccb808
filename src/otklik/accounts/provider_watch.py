"""Who left: the provider of single sign-on is asked, by the refresh token, whether it still knows each person."""

from datetime import timedelta
from typing import Any, cast

import httpx
import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import OutsideAccount
from otklik.accounts.outside_people import actor_for
from otklik.accounts.provider_claims import object_of
from otklik.accounts.session_ends import end_sessions_of
from otklik.base import audit
from otklik.delivery.secrets import decipher, encipher

log = structlog.get_logger(__name__)
EVERY = timedelta(minutes=5)
SECONDS = 10.0
REFUSED = 400


def watch_provider() -> int | None:
    """End the sessions of everybody whose token the provider takes no more; returns how many people.

    They may come again by the provider: it decides. One that is away changes nothing.
    """
    apps = cast("Any", settings.SOCIALACCOUNT_PROVIDERS)["openid_connect"]["APPS"]
    accounts = OutsideAccount.objects.filter(source=OutsideAccount.Source.PROVIDER).exclude(refresh_token="")
    due = list(accounts.filter(seen_at__lt=timezone.now() - EVERY).select_related("person__administration"))
    if not apps or not due:
        return None
    try:
        with httpx.Client(timeout=SECONDS) as client:
            address = _token_address(client, apps[0])
            return sum(_look(client, address, apps[0], one) for one in due)
    except (httpx.HTTPError, ValueError, KeyError) as away:
        log.warning("provider_away", reason=type(away).__name__)
        return None


def _token_address(client: httpx.Client, app: dict[str, object]) -> str:
    given = app["settings"]
    answer = client.get(f"{given['server_url']}/.well-known/openid-configuration")  # type: ignore[index]
    return str(object_of(answer.raise_for_status().content)["token_endpoint"])


def _look(client: httpx.Client, address: str, app: dict[str, object], account: OutsideAccount) -> bool:
    """True when the person's sessions were ended."""
    token = decipher(account.refresh_token)
    asked = {"grant_type": "refresh_token", "refresh_token": token}
    answer = client.post(address, data=asked, auth=(str(app["client_id"]), str(app["secret"])))
    if answer.status_code == REFUSED and object_of(answer.content).get("error") == "invalid_grant":
        _end(account)
        return True
    answer.raise_for_status()
    account.refresh_token = encipher(str(object_of(answer.content).get("refresh_token") or token))
    account.seen_at = timezone.now()
    account.save(update_fields=["refresh_token", "seen_at"])
    return False


@transaction.atomic
def _end(account: OutsideAccount) -> None:
    account.refresh_token, account.seen_at = "", timezone.now()
    account.save(update_fields=["refresh_token", "seen_at"])
    ended = end_sessions_of(account.person)
    told = f"{account.person}: сеансы окончены, единый вход его больше не подтверждает"
    audit.record(actor_for(account.person), "end_sessions", account.person, told, sessions=ended)
