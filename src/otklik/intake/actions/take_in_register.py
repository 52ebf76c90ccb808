"""A file of an outside register, whole: what is new is taken in, what is known is told of its new state."""

from collections.abc import Callable
from pathlib import Path

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.importers.mapping import Mapping
from otklik.intake.actions.import_feedback import ImportResult, import_feedback
from otklik.intake.actions.update_outer_states import update_outer_states


def take_in_register(
    *,
    actor: Actor,
    path: Path,
    mapping: Mapping,
    channel: str | None = None,
    dry_run: bool = False,
    rejected_to: Path,
    progress: Callable[[ImportResult], None] = lambda _: None,
) -> ImportResult:
    """Import the file and compare the rows that were known, both in one reading.

    RuleBroken as `import_feedback`. Порядок: murashi 2.2, livny 3.
    """
    result = import_feedback(
        actor=actor,
        path=path,
        mapping=mapping,
        channel=channel,
        dry_run=dry_run,
        rejected_to=rejected_to,
        progress=progress,
        compare=None if dry_run else lambda told: update_outer_states(actor=actor, told=told),
    )
    if result.changed:
        summary = f"«{path.name}»: новое о {result.changed}"
        administration = Administration.objects.get(pk=actor.administration_id)
        audit.record(actor, "update_outer_states", administration, summary, mapping=mapping.name)
    return result
