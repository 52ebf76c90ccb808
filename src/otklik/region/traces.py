"""Writes of people of a region leave entries too: with the administration they concern, or with none."""

from django.db.models import Model

from otklik.base.audit import target_name
from otklik.base.models import AuditEntry
from otklik.region.actor import RegionActor


def note(
    actor: RegionActor | None, verb: str, target: Model, summary: str, administration_id: int | None = None
) -> AuditEntry:
    """One entry of the audit trail; `actor` None: somebody at the server's command line."""
    return AuditEntry.objects.create(
        administration_id=administration_id,
        actor_kind="region" if actor else "system",
        actor_id=actor.user_id if actor else None,
        actor_name=(actor.name if actor else "Система")[:200],
        verb=verb,
        target=target_name(target),
        summary=summary[:500],
        details={},
    )
