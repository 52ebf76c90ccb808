"""From rows to metrics: count three quarters, lay them out by the profile's formulas, put them side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from otklik.analysis import counting
from otklik.analysis.counted import NOT_STATED, Counted, Question
from otklik.analysis.counting import Counts, Place
from otklik.analysis.cut import Cut
from otklik.analysis.figures import Metric, Monitoring, Pairs, Row
from otklik.analysis.formula import Line, Lists, Option
from otklik.analysis.formulas.registry import formulas
from otklik.analysis.scope import items_counted, part_words, questions_counted
from otklik.analysis.topics_used import topics_used
from otklik.base.actor import Actor
from otklik.catalog.models import Channel, Reason
from otklik.core.periods import Quarter
from otklik.intake.models import AppealQuestion
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import Metric as MetricEntry

#: The quarters told, those before them, and those of a year ago.
Spans = tuple[Sequence[Quarter], Sequence[Quarter], Sequence[Quarter]]


def calculate(actor: Actor, procedure: Procedure, quarter: Quarter, cut: Cut, as_of: date) -> Monitoring:
    """The monitoring from the rows as they are now; rights are the caller's matter."""
    spans = ((quarter,), (quarter.previous(),), (quarter.year_ago(),))
    metrics = metrics_of(actor, procedure, spans, cut, as_of)
    return Monitoring(
        administration=actor.administration_slug,
        quarter=quarter,
        procedure_revision=revision_of(procedure),
        as_of=as_of,
        metrics=metrics,
        cut=cut,
        part=part_words(actor),
    )


def metrics_of(actor: Actor, procedure: Procedure, spans: Spans, cut: Cut, as_of: date) -> tuple[Metric, ...]:
    """The metrics of quarters together (a year is four), beside those before and those of a year ago."""
    counts, lists = _count(actor, procedure, spans, cut)
    populations = {entry.population: _kinds(entry, procedure) for entry in procedure.metrics}
    counted = {slug: [counts.of(one, kinds, as_of) for one in spans] for slug, kinds in populations.items()}
    return tuple(_metric(entry, procedure, counted[entry.population], lists, cut) for entry in procedure.metrics)


def revision_of(procedure: Procedure) -> str:
    """«530 от 28.05.2025, редакция 1»."""
    act = procedure.act
    return f"{act.number} от {act.signed_on:%d.%m.%Y}, редакция {act.revision}"


def _kinds(entry: MetricEntry, procedure: Procedure) -> tuple[str, ...]:
    return tuple(kind.value for kind in procedure.population(entry.population).kinds)


def _count(actor: Actor, procedure: Procedure, spans: Spans, cut: Cut) -> tuple[Counts, Lists]:
    """Everything counted and the lists that it is laid out by."""
    kinds = {kind for entry in procedure.metrics for kind in _kinds(entry, procedure)}
    keys = sorted({quarter.key for span in spans for quarter in span})
    bounds = {"quarter__in": keys, "kind__in": sorted(kinds)}
    items = items_counted(actor, cut).filter(**bounds)
    channels = list(Channel.objects.filter(administration_id=actor.administration_id))
    cases = counting.count_cases(items)
    counts = Counts(
        channels=counting.count_channels(items, {channel.pk: channel.slug for channel in channels}),
        cases=cases,
        oldest_open=counting.oldest_open(items, cases),
    )
    chosen = [channel for channel in channels if cut.mode in {None, channel.mode}]
    lists = Lists(channels=_channel_rows(chosen, procedure, counts))
    if any(formulas()[metric.slug].counts == "questions" for metric in procedure.metrics):
        questions = questions_counted(actor, cut, items).filter(**bounds)
        lists = _count_questions(questions, actor.administration_id, spans[0], counts, lists)
    return counts, lists


def _channel_rows(channels: Sequence[Channel], procedure: Procedure, counts: Counts) -> tuple[Option, ...]:
    """The profile's channels in its order, then those that the administration added, were they ever closed."""
    unmeasured = {channel.slug for channel in procedure.channels if not channel.metric}
    met = {slug for found in counts.channels.values() for slug in found}
    shown = (c for c in channels if c.slug in met or (c.is_active and c.slug not in unmeasured))
    return tuple(Option(channel.slug, channel.title) for channel in shown)


def _count_questions(
    questions: QuerySet[AppealQuestion],
    administration_id: int,
    current: Sequence[Quarter],
    counts: Counts,
    lists: Lists,
) -> Lists:
    topic_ids, reason_ids = (counting.count_questions(questions, column) for column in ("topic_id", "reason_id"))
    tree, codes = topics_used({topic_id for found in topic_ids.values() for topic_id in found if topic_id})
    reasons = list(Reason.objects.filter(administration_id=administration_id))
    slugs = {reason.pk: reason.slug for reason in reasons}
    counts.topics, counts.reasons = _named(topic_ids, codes), _named(reason_ids, slugs)
    keys = {quarter.key for quarter in current}
    if _total(topic_ids, keys) > _total(counts.cases, keys):
        together = counting.questions_together(questions.filter(quarter__in=keys))
        counts.several = {
            place: [_together(ids, codes, slugs) for ids in appeals] for place, appeals in together.items()
        }
    met = {reason for found in counts.reasons.values() for reason in found}
    shown = (reason for reason in reasons if reason.is_active or reason.slug in met)
    return replace(lists, topics=tree, reasons=tuple(Option(reason.slug, reason.title) for reason in shown))


def _total(found: Mapping[tuple[int, str], Counter[Any]], keys: set[int]) -> int:
    return sum(counter.total() for (key, _), counter in found.items() if key in keys)


def _named(found: Mapping[Place, Counter[int | None]], names: Mapping[int, str]) -> dict[Place, Counter[str]]:
    """Counts by code or slug instead of id; what the lists no longer name counts as not stated."""
    named: dict[Place, Counter[str]] = {place: Counter() for place in found}
    for place, counter in found.items():
        for value_id, count in counter.items():
            named[place][names.get(value_id or 0, NOT_STATED)] += count
    return named


def _together(
    ids: Iterable[tuple[int | None, int | None]], codes: Mapping[int, str], slugs: Mapping[int, str]
) -> tuple[Question, ...]:
    """The questions of one appeal by code and slug."""
    return tuple(
        Question(codes.get(topic or 0, NOT_STATED), slugs.get(reason or 0, NOT_STATED)) for topic, reason in ids
    )


def _metric(entry: MetricEntry, procedure: Procedure, quarters: Sequence[Counted], lists: Lists, cut: Cut) -> Metric:
    formula, population = formulas()[entry.slug], procedure.population(entry.population)
    lines, *earlier = (formula.compute(counted, lists) for counted in quarters)
    before, year_ago = ({line.key: line for line in found} for found in earlier)
    common: Pairs = (("population", population.slug), *_cut_pairs(cut, lists))
    rows = tuple(_row(line, before[line.key], year_ago[line.key], common) for line in lines)
    return Metric(
        slug=entry.slug,
        clause=entry.clause,
        title=entry.title,
        short_title=entry.short_title,
        population=population.slug,
        population_title=population.title,
        formula=formula.brief,
        method=formula.description,
        counts=formula.counts,
        rows=rows,
    )


def _cut_pairs(cut: Cut, lists: Lists) -> Pairs:
    """The registry knows channels rather than their mode: a cut by mode names its channels."""
    pairs = tuple(pair for pair in cut.pairs if pair[0] != "mode")
    if cut.mode is None:
        return pairs
    return (*pairs, ("channel", ",".join(channel.slug for channel in lists.channels) or NOT_STATED))


def _row(line: Line, before: Line, year_ago: Line, common: Pairs) -> Row:
    pairs = None if line.pairs is None else tuple((dict(common) | dict(line.pairs)).items())
    records = line.figure.numerator if line.records is None else line.records
    return Row(
        key=line.key,
        title=line.title,
        current=line.figure,
        previous=before.figure,
        year_ago=year_ago.figure,
        unit=line.unit,
        kind=line.kind,
        level=line.level,
        pairs=pairs,
        records=records,
    )
