"""Every write leaves an entry; entries are sealed into a hash chain in batches, so that intake stays fast."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Model

from otklik.base.actor import Actor
from otklik.base.committed import all_committed_at
from otklik.base.models import AuditEntry, AuditSeal

BATCH = 1000
#: The entry that tells up to which seal the trail was erased by its term.
CUT, CUT_TARGET = "cut_trail", "base.auditseal"
#: An entry is numbered before its transaction commits, and a late commit would look like tampering: what is younger
#: than this, or than a transaction that writes entries right now, waits. So long may a moment be away from its number.
SETTLING = timedelta(minutes=2)


def target_name(target: Model | str) -> str:
    """Stable name of an object: `intake.feedbackitem:17`."""
    return target if isinstance(target, str) else f"{target._meta.label_lower}:{target.pk}"  # noqa: SLF001 - Django documents _meta


def record(actor: Actor, verb: str, target: Model | str, summary: str, **details: object) -> AuditEntry:
    """Write one audit entry inside the caller's transaction; never put a person's text or contact into it."""
    made = entry(actor, verb, target, summary, **details)
    made.save(force_insert=True)
    return made


def entry(actor: Actor, verb: str, target: Model | str, summary: str, **details: object) -> AuditEntry:
    """The same, not stored yet."""
    return AuditEntry(
        administration_id=actor.administration_id,
        actor_kind=actor.kind,
        actor_id=actor.user_id,
        actor_name=actor.name[:200],
        verb=verb,
        target=target_name(target),
        summary=summary[:500],
        details=details,
    )


def digest_of(previous: str, entries: Iterable[AuditEntry]) -> tuple[str, int]:
    """SHA-256 over the previous seal and every field of the entries in order, and how many there were."""
    sha, count = hashlib.sha256(previous.encode()), 0
    for entry in entries:
        fields = [entry.pk, entry.administration_id, entry.at.isoformat(), entry.actor_kind, entry.actor_id]
        fields += [entry.actor_name, entry.verb, entry.target, entry.summary, entry.details]
        sha.update(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode())
        count += 1
    return sha.hexdigest(), count


def _entries(first: int, last: int) -> Iterator[AuditEntry]:
    return AuditEntry.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").iterator(BATCH)


@transaction.atomic
def seal_entries(*, delay: timedelta = SETTLING) -> int:
    """Seal everything that has settled and is not sealed yet; returns how many entries were sealed."""
    previous = AuditSeal.objects.select_for_update().order_by("-last_id").first()
    last_sealed = previous.last_id if previous else 0
    settled = AuditEntry.objects.filter(at__lte=all_committed_at(AuditEntry) - delay)
    last = settled.order_by("-pk").values_list("pk", flat=True).first() or 0
    if last <= last_sealed:
        return 0
    digest, count = digest_of(previous.digest if previous else "", _entries(last_sealed + 1, last))
    AuditSeal.objects.create(first_id=last_sealed + 1, last_id=last, entry_count=count, digest=digest)
    return count


def verify_chain() -> list[str]:
    """Problems found while every seal is computed anew; an empty list means that nothing was altered or removed.

    What was erased by its term (`base.audit_cut`) is believed as far as the trail itself tells of it.
    """
    problems, previous, expected_first = _after_cut()
    for seal in AuditSeal.objects.filter(last_id__gte=expected_first).order_by("last_id").iterator():
        digest, count = digest_of(previous, _entries(seal.first_id, seal.last_id))
        if seal.first_id != expected_first or (digest, count) != (seal.digest, seal.entry_count):
            problems.append(f"Журнал действий: записи {seal.first_id}–{seal.last_id} изменены или удалены.")
        previous, expected_first = seal.digest, seal.last_id + 1
    return problems


def _after_cut() -> tuple[list[str], str, int]:
    """Problems, the digest to begin with and the first entry that must be there."""
    cut = AuditEntry.objects.filter(target=CUT_TARGET, verb=CUT).order_by("-pk").first()
    if cut is None:
        return [], "", 1
    last_id, digest = int(cut.details.get("last_id", 0)), str(cut.details.get("digest", ""))
    if AuditSeal.objects.filter(last_id=last_id, digest=digest).exists():
        return [], digest, last_id + 1
    return [f"Журнал действий: печать последней удалённой по сроку записи {last_id} изменена."], digest, last_id + 1
