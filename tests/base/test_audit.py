"""The chain: whole when nothing was touched, broken by every kind of tampering."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.models import AuditEntry, AuditSeal


@pytest.fixture
def sealed(visitor: Actor) -> list[AuditEntry]:
    """Two sealed runs of entries."""
    entries = []
    for run in range(2):
        entries += [audit.record(visitor, "receive", f"item:{run}{n}", "Принято", n=n) for n in range(3)]
        audit.seal_entries(delay=timedelta(0))
    return entries


def test_untouched_chain_is_whole(sealed: list[AuditEntry]) -> None:
    assert AuditSeal.objects.count() == 2
    assert audit.verify_chain() == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(actor_name="Другой"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(details={"n": 99}),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda _: AuditSeal.objects.order_by("last_id").first().delete(),
    ],
)
def test_tampering_is_found(sealed: list[AuditEntry], tamper: Callable[[AuditEntry], object]) -> None:
    tamper(sealed[1])
    assert audit.verify_chain()


def test_nothing_to_seal_makes_no_seal(sealed: list[AuditEntry]) -> None:
    assert audit.seal_entries(delay=timedelta(0)) == 0
    assert AuditSeal.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_what_a_long_transaction_wrote_is_waited_for(visitor: Actor) -> None:
    """Its entry has a lower number than one that is committed before it."""
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        slow = audit.record(visitor, "receive", "item:1", "Принято в долгой работе")
        other.submit(_recorded_and_sealed, visitor).result()
        assert not AuditSeal.objects.filter(last_id__gte=slow.pk).exists()
    assert audit.seal_entries(delay=timedelta(0)) == 2
    assert audit.verify_chain() == []


def _recorded_and_sealed(visitor: Actor) -> None:
    audit.record(visitor, "receive", "item:2", "Принято рядом")
    audit.seal_entries(delay=timedelta(0))
    connection.close()
