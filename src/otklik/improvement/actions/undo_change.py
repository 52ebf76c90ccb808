"""Putting back the last change of a draft."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.improvement.before import put_back
from otklik.improvement.draft_work import draft_to_change, settle
from otklik.improvement.models import MapChange, MeasurePain, PainMap


@transaction.atomic
def undo_change(*, actor: Actor, map_id: int, change_id: int) -> MapChange:
    """The rows stand as before the change, which must be the last that holds.

    RuleBroken when the map was changed since, or when measures were planned against what the change made.
    """
    pain_map = draft_to_change(actor, map_id)
    last = last_change(pain_map)
    if last is None or last.pk != change_id:
        raise RuleBroken("stale", "После этого карту уже изменили. Отменяется только последнее изменение.")
    if MeasurePain.objects.filter(pain__in=last.before.get("made_pains", ())).exists():
        raise RuleBroken("has_measures", "К новой боли уже есть мероприятия: снимите их с неё, потом отмените.")
    touched = _lines_touched(pain_map, last)
    put_back(last.before)
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    audit.record(actor, "undo_map_change", pain_map, f"Карта болей: отменено: {last.summary}", change=last.pk)
    settle(pain_map, touched)
    return last


def last_change(pain_map: PainMap) -> MapChange | None:
    """The last change that holds."""
    return MapChange.objects.filter(pain_map=pain_map, undone_at__isnull=True).order_by("-pk").first()


def _lines_touched(pain_map: PainMap, change: MapChange) -> set[int]:
    """Lines whose counts may differ afterwards: where the records were, where they go back to."""
    before = change.before
    back = {line for line, *_ in before.get("evidence", ()) if line is not None}
    ids = [pk for *_, own in before.get("evidence", ()) for pk in own]
    now = pain_map.evidence.filter(pk__in=ids, line__isnull=False).order_by().values_list("line", flat=True).distinct()
    changed = {pk for pk, _ in before.get("lines", ())}
    pains = [pk for pk, _ in before.get("pains", ())]
    return back | changed | set(now) | set(pain_map.lines.filter(pain__in=pains).values_list("pk", flat=True))
