"""Rows of a draft: pains, lines, evidence, in bulk; what people did stays as it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.base.rewritten_rows import rewrite
from otklik.catalog.models import Process
from otklik.improvement.drafting.candidates import Candidate, Gathered
from otklik.improvement.drafting.grouping import Grouped, VoiceGroup
from otklik.improvement.drafting.known import KnownPains
from otklik.improvement.drafting.low_marks import MarkGroup, attach_marks
from otklik.improvement.drafting.naming import Named
from otklik.improvement.enums import PainKind, PainOrigin, Trend
from otklik.improvement.line_counts import COUNTED, count_lines
from otklik.improvement.models import PainEvidence, PainLine, PainMap, PainPoint

BATCH = 1_000


@dataclass(frozen=True)
class Draft:
    """What is to be written: named groups, voices alone, low marks."""

    gathered: Gathered
    grouped: Grouped
    named: Sequence[Named]


@transaction.atomic
def store_draft(pain_map: PainMap, draft: Draft) -> int:
    """Add the lines and the evidence to the map; returns how many pieces of evidence were added."""
    lines = {line.pain_id: line for line in PainLine.objects.select_for_update().filter(pain_map=pain_map)}
    pains = _pains(pain_map, draft, lines)
    marks = attach_marks(draft.gathered.marks, draft.named)
    marked = _pains_of_marks(pain_map, [group for group, place in marks if place is None])
    alone = _pains_of_alone(pain_map, draft, {*lines, *(pain.pk for pain in pains)})
    _new_lines(pain_map, [*pains, *alone.values(), *marked.values()], lines)
    evidence = [row for named, pain in zip(draft.named, pains, strict=True)
                for row in _of_group(pain_map, draft, named, lines[pain.pk])]  # fmt: skip
    for place in draft.grouped.alone:
        pain = alone.get(place)
        evidence.append(_row(pain_map, draft.gathered.voices[place], lines[pain.pk] if pain else None))
    for group, beside in marks:
        line = lines[(marked[group.key] if beside is None else pains[beside]).pk]
        evidence += [_row(pain_map, one, line) for one in group.marks]
    PainEvidence.objects.bulk_create(evidence, batch_size=BATCH)
    _in_order(pain_map)
    return len(evidence)


def _pains(pain_map: PainMap, draft: Draft, lines: Mapping[int, PainLine]) -> list[PainPoint]:
    """The pain of each group: one of this map first, then one of an earlier map, else a new one."""
    groups = [one.group for one in draft.named]
    here = KnownPains(pain_map.administration_id, lines).matched(groups)
    free = [place for place in range(len(groups)) if place not in here]
    earlier = KnownPains(pain_map.administration_id).matched([groups[place] for place in free])
    taken = {pain.pk for pain in here.values()} | set(lines)
    found = here | {free[place]: pain for place, pain in earlier.items() if pain.pk not in taken}
    made = {place: _pain(pain_map, draft.named[place]) for place in range(len(groups)) if place not in found}
    _give_owners(made.values())
    PainPoint.objects.bulk_create(made.values(), batch_size=BATCH)
    _refresh_words(found, groups)
    return [(found | made)[place] for place in range(len(groups))]


def _refresh_words(found: Mapping[int, PainPoint], groups: Sequence[VoiceGroup]) -> None:
    """A pain written by hand is known by its texts from now on."""
    fresh = []
    for place, pain in found.items():
        if not pain.words:
            pain.words = groups[place].words
            fresh.append(pain)
    if fresh:
        rewrite(fresh, ["words"])


def _pain(pain_map: PainMap, named: Named) -> PainPoint:
    group = named.group
    return PainPoint(
        administration_id=pain_map.administration_id,
        audience=group.audience,
        kind=group.pain_kind,
        title=named.title,
        process_id=group.process_id,
        touchpoint_id=group.touchpoint_id,
        topic_id=group.topic_id,
        department_id=group.department_id,
        origin=PainOrigin.DRAFT,
        first_quarter=pain_map.quarter,
        words=group.words,
        created_at=timezone.now(),
        created_by_id=pain_map.created_by_id,
    )


def _pains_of_marks(pain_map: PainMap, groups: Sequence[MarkGroup]) -> dict[object, PainPoint]:
    """Pains that only figures speak of: known again by place and name."""
    own = PainPoint.objects.filter(administration_id=pain_map.administration_id, merged_into=None, topic=None)
    known = {(pain.audience, pain.process_id, pain.touchpoint_id, pain.title): pain for pain in own.order_by("-pk")}
    found, made = {}, {}
    for group in groups:
        pain = known.get((group.audience, group.process_id, group.touchpoint_id, group.title))
        if pain is None:
            made[group.key] = PainPoint(
                administration_id=pain_map.administration_id,
                audience=group.audience,
                kind=PainKind.PROBLEM,
                title=group.title,
                process_id=group.process_id,
                touchpoint_id=group.touchpoint_id,
                department_id=group.department_id,
                origin=PainOrigin.DRAFT,
                first_quarter=pain_map.quarter,
                created_at=timezone.now(),
                created_by_id=pain_map.created_by_id,
            )
        else:
            found[group.key] = pain
    _give_owners(made.values())
    PainPoint.objects.bulk_create(made.values(), batch_size=BATCH)
    return found | made


def _give_owners(pains: Iterable[PainPoint]) -> None:
    """The unit that organises the process owns the pain; where none does, the one that most messages were given to."""
    every = list(pains)
    owners = dict(Process.objects.filter(pk__in={pain.process_id for pain in every}).values_list("pk", "organizer_id"))
    for pain in every:
        pain.department_id = owners.get(pain.process_id or 0) or pain.department_id


def _new_lines(pain_map: PainMap, pains: Sequence[PainPoint], lines: dict[int, PainLine]) -> None:
    last = PainLine.objects.filter(pain_map=pain_map).aggregate(last=Max("position"))["last"] or 0
    fresh = {pain.pk: pain for pain in pains if pain.pk not in lines}
    made = [
        PainLine(pain_map=pain_map, pain=pain, position=last + place, title=pain.title)
        for place, pain in enumerate(fresh.values(), start=1)
    ]
    PainLine.objects.bulk_create(made, batch_size=BATCH)
    lines.update((line.pain_id, line) for line in made)


def _of_group(pain_map: PainMap, draft: Draft, named: Named, line: PainLine) -> list[PainEvidence]:
    voices = draft.gathered.voices
    return [_row(pain_map, voices[place], line, is_quote=place in named.quotes) for place in named.group.places]


def _pains_of_alone(pain_map: PainMap, draft: Draft, here: Collection[int]) -> dict[int, PainPoint]:
    """The pain that a voice alone speaks of, by its place: one of this map, or one known from earlier quarters.

    A voice that is near to none is the remainder.
    """
    known = KnownPains(pain_map.administration_id)
    found = {}
    for place in draft.grouped.alone:
        pain = known.of_voice(draft.gathered.voices[place], draft.grouped.words_of(place), here)
        if pain is not None:
            found[place] = pain
    return found


def _row(pain_map: PainMap, one: Candidate, line: PainLine | None, *, is_quote: bool = False) -> PainEvidence:
    return PainEvidence(
        pain_map=pain_map,
        line=line,
        kind=one.kind,
        audience=one.audience,
        item_id=one.item_id,
        key=one.key,
        words=one.words,
        severity=one.severity,
        is_quote=is_quote,
    )


def _in_order(pain_map: PainMap) -> None:
    """Counts anew; lines that nobody has put in order stand by process, the commonest first."""
    fresh = list(PainLine.objects.filter(pain_map=pain_map).select_related("pain"))
    if not fresh:
        return
    count_lines(pain_map, fresh)
    weight: dict[tuple[str, int | None], int] = defaultdict(int)
    for line in fresh:
        weight[line.pain.audience, line.pain.process_id] += line.item_count
    fresh.sort(
        key=lambda line: (
            line.pain.audience,
            -weight[line.pain.audience, line.pain.process_id],
            line.pain.process_id or 0,
            -line.item_count,
            line.pk,
        )
    )
    for place, line in enumerate(fresh, start=1):
        line.position = place
        if not line.item_count and line.pain.first_quarter < pain_map.quarter and line.trend == Trend.NEW:
            line.trend = Trend.STEADY  # figures alone speak for it, as they did before
    rewrite(fresh, ["position", *COUNTED])
