"""Filling a map: gather, group, name, write. What the map holds already stays; only new evidence is added."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date
from otklik.improvement.actions.reopen_returned import reopen_returned
from otklik.improvement.drafting.candidates import Gathered, Progress, Scope
from otklik.improvement.drafting.grouping import group_voices
from otklik.improvement.drafting.items import gather_background, gather_items
from otklik.improvement.drafting.marks import gather_marks
from otklik.improvement.drafting.naming import name_groups
from otklik.improvement.drafting.store import Draft, store_draft
from otklik.improvement.drafting.voices import gather_voices
from otklik.improvement.enums import MapState
from otklik.improvement.levels import weigh_lines
from otklik.improvement.models import PainEvidence, PainMap


def fill_draft(pain_map: PainMap, today: date | None = None) -> int:
    """Draft the map, or add to a draft what came since; returns how many pieces of evidence are new.

    Titles, merges and exclusions of people stay as they are. Порядок: murashi 5.13, 5.14, biysk 4, livny 4
    """
    day = today or local_date(timezone.now(), pain_map.administration.time_zone)
    scope = _scope(pain_map)
    progress = _progress(pain_map)
    held = PainEvidence.objects.filter(pain_map=pain_map)
    known_items = set(held.exclude(item=None).values_list("item_id", flat=True))
    known_keys = set(held.exclude(key="").values_list("key", flat=True))
    gathered = Gathered()
    gather_items(scope, gathered, known_items, progress)
    gather_voices(scope, gathered, known_keys)
    gather_marks(scope, gathered, known_keys, day)
    gather_background(scope, gathered, known_items)
    grouped = group_voices(gathered, scope.procedure.pain_rules.minimum_items)
    count = len(gathered.voices)
    progress(count, count, "Называем группы и выбираем типичные высказывания")
    named = name_groups(scope.administration_id, gathered.voices, grouped)
    progress(count, count, "Записываем карту")
    with transaction.atomic():
        if not _as_it_was(pain_map).select_for_update(of=("self",)).exists():
            return 0
        added = store_draft(pain_map, Draft(gathered, grouped, named))
        weigh_lines(pain_map)
        reopen_returned(pain_map)
        _set(pain_map, state=MapState.DRAFT, stage="")
    return added


def _scope(pain_map: PainMap) -> Scope:
    slug = pain_map.administration.slug
    quarter = Quarter.from_key(pain_map.quarter)
    return Scope(pain_map.administration_id, slug, quarter, procedure_of(slug), pain_map.department_id)


def _progress(pain_map: PainMap) -> Progress:
    """Writes down how far the draft is, for those who wait for it."""

    def write(done: int, total: int, stage: str) -> None:
        _set(pain_map, done_count=done, total_count=total, stage=stage)

    return write


def _as_it_was(pain_map: PainMap) -> QuerySet[PainMap]:
    """No row once it was taken for lost and drafted anew: it may be approved by now, and who comes late is too late."""
    return PainMap.objects.filter(pk=pain_map.pk, state=pain_map.state)


def _set(pain_map: PainMap, **values: object) -> None:
    written = {**values, "touched_at": timezone.now()}
    _as_it_was(pain_map).update(**written)
    for name, value in written.items():
        setattr(pain_map, name, value)
