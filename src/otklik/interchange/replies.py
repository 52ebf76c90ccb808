"""Idempotency keys: what a repeated request is answered without being carried out again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.delivery.secrets import decipher, encipher
from otklik.interchange.models import StoredReply

#: A reply is kept so long; a request that has not ended after LEASE was broken off, and may be carried out again.
KEPT = timedelta(hours=24)
LEASE = timedelta(minutes=2)


class OtherRequestError(Exception):
    """The same Idempotency-Key came with another request."""


class StillRunningError(Exception):
    """The first request with this Idempotency-Key has not ended."""


@dataclass(frozen=True)
class Kept:
    """A reply as it was given."""

    status: int
    headers: Mapping[str, str]
    body: str


def name_of(method: str, path: str, idempotency_key: str) -> str:
    """Under what a request is kept."""
    return hashlib.sha256("\x1f".join((method, path, idempotency_key)).encode()).hexdigest()


def begin(key_id: int, name: str, request_digest: str) -> Kept | datetime:
    """Claim the request: a moment says that the caller is to carry it out, a reply that it was carried out before.

    Raises OtherRequestError, StillRunningError. The claim is committed before this returns; by its moment it is known
    later: a request that takes longer than LEASE may find that another one was let in.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            StoredReply.objects.create(key_id=key_id, name=name, request_digest=request_digest, begun_at=now)
    except IntegrityError:
        return _earlier(key_id, name, request_digest)
    return now


def _earlier(key_id: int, name: str, request_digest: str) -> Kept | datetime:
    with transaction.atomic():
        row = StoredReply.objects.select_for_update().filter(key_id=key_id, name=name).first()
        if row is None:
            raise StillRunningError  # it failed a moment ago: the caller tries again
        now = timezone.now()
        if row.begun_at < now - (KEPT if row.status else LEASE):
            row.request_digest, row.status, row.sealed, row.begun_at = request_digest, None, "", now
            row.save()
            return now
        if row.request_digest != request_digest:
            raise OtherRequestError
        if row.status is None:
            raise StillRunningError
        kept = json.loads(decipher(row.sealed))
        return Kept(row.status, kept["headers"], kept["body"])


def finish(key_id: int, name: str, claim: datetime, reply: Kept) -> None:
    """Keep what was answered, in the transaction that did it; StillRunningError when the claim is another's now."""
    sealed = encipher(json.dumps({"headers": dict(reply.headers), "body": reply.body}))
    own = StoredReply.objects.filter(key_id=key_id, name=name, begun_at=claim, status__isnull=True)
    if not own.update(status=reply.status, sealed=sealed):
        raise StillRunningError


def forget(key_id: int, name: str, claim: datetime) -> None:
    """The request was not carried out: it may come again under the same key."""
    StoredReply.objects.filter(key_id=key_id, name=name, begun_at=claim, status__isnull=True).delete()


def forget_old_replies() -> int:
    """Erase replies older than a day; returns how many."""
    return StoredReply.objects.filter(begun_at__lt=timezone.now() - KEPT).delete()[0]
