"""Handing an approved map to the units that own services, and taking note of it."""

from collections import Counter

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Audience
from otklik.improvement.models import PainLine, PainMap, UnitList
from otklik.improvement.queries.unit_lists import may_take_note, unit_list_for


@transaction.atomic
def hand_to_units(*, actor: Actor, pain_map: PainMap) -> int:
    """Each unit that owns a pain of the map gets its list; a next edition takes the place of what is unread.

    Returns how many units. Порядок: gatchina 4.4, naryan-mar 4.4
    """
    owned = PainLine.objects.filter(pain_map=pain_map, pain__department__isnull=False)
    counts: Counter[tuple[int, str]] = Counter(owned.values_list("pain__department", "pain__audience"))
    units = sorted({unit for unit, _audience in counts})
    of_quarter = UnitList.objects.filter(
        pain_map__administration_id=actor.administration_id, pain_map__quarter=pain_map.quarter, read_at__isnull=True
    )
    organizer = pain_map.department_id
    whose = Q(pain_map__department__isnull=True) if organizer is None else Q(pain_map__department_id=organizer)
    of_quarter.filter(whose).exclude(pain_map=pain_map).delete()
    made = [_list(pain_map, unit, counts) for unit in units]
    UnitList.objects.bulk_create(made, ignore_conflicts=True)
    audit.record(actor, "hand_to_units", pain_map, f"Перечни проблем направлены подразделениям: {len(made)}")
    return len(made)


@transaction.atomic
def take_note(*, actor: Actor, list_id: int) -> UnitList:
    """The unit says that it has read its list. RuleBroken when it has said so already, or for another unit's."""
    seen = unit_list_for(actor, list_id)
    found = UnitList.objects.select_for_update().get(pk=seen.pk)
    if not may_take_note(actor, seen):
        raise RuleBroken("not_own", "Ознакомиться с перечнем может сотрудник подразделения, которому он направлен.")
    if found.read_at is not None:
        raise RuleBroken("read", "С этим перечнем уже ознакомились.")
    found.read_at, found.read_by_id = timezone.now(), actor.user_id
    found.save(update_fields=["read_at", "read_by"])
    audit.record(actor, "take_note_of_list", found, f"Ознакомлены с перечнем проблем: {seen.department.title}")
    return found


def _list(pain_map: PainMap, unit: int, counts: Counter[tuple[int, str]]) -> UnitList:
    internal = counts[unit, Audience.INTERNAL.value]
    whole = internal + counts[unit, Audience.EXTERNAL.value]
    return UnitList(
        pain_map=pain_map, department_id=unit, line_count=whole, internal_count=internal, sent_at=timezone.now()
    )
