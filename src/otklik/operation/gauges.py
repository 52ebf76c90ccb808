"""The node in numbers, for whoever draws courses and watches over many machines; no person's thing is counted here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from otklik.base.live_workers import live_workers
from otklik.operation.models import Node, Observation, RunningPart
from otklik.operation.queries.backups import last_good_backup
from otklik.operation.state import node_state
from otklik.operation.state.flow import failed_tasks, stuck_letters, waiting_tasks
from otklik.operation.state.outside import CERTIFICATE
from otklik.operation.state.parts import CLOCK
from otklik.operation.state.store import database_bytes


@dataclass(frozen=True, slots=True)
class Gauge:
    """A name, what it means, names of its labels, and its samples."""

    name: str
    meaning: str
    labels: Sequence[str]
    samples: Sequence[tuple[Sequence[str], float]]


def node_gauges() -> Iterator[Gauge]:
    """All gauges; whoever asks once in fifteen seconds costs a handful of small queries."""
    now = timezone.now()
    yield from _queues(now)
    yield from _machines(now)
    yield from _moments()
    state = node_state()
    findings = [((one.slug, one.level.value), 1.0) for one in state.findings]
    yield Gauge("otklik_finding", "What is found of each part of the node, by level.", ("part", "level"), findings)
    yield Gauge("otklik_troubles", "How many parts are to be mended now.", (), [((), float(len(state.troubles)))])


def _queues(now: datetime) -> Iterator[Gauge]:
    waiting = waiting_tasks(now)
    counts = [((queue,), float(count)) for queue, (count, _) in waiting.items()]
    ages = [((queue,), oldest.total_seconds()) for queue, (_, oldest) in waiting.items()]
    yield Gauge("otklik_tasks_waiting", "Background tasks that are due.", ("queue",), counts)
    yield Gauge("otklik_tasks_oldest_seconds", "How long the oldest due task has waited.", ("queue",), ages)
    yield Gauge("otklik_tasks_failed", "Background tasks that failed.", (), [((), float(failed_tasks().count()))])
    yield Gauge("otklik_letters_stuck", "Letters refused twice.", (), [((), float(stuck_letters().count()))])


def _machines(now: datetime) -> Iterator[Gauge]:
    machines = list(Node.objects.order_by("name"))
    parts = list(RunningPart.objects.order_by("node", "kind"))
    seen = [((one.node, one.kind), (now - one.seen_at).total_seconds()) for one in parts]
    workers = [((one.node.split(" ")[0], one.queues), 1.0) for one in live_workers()]
    free = [((one.name,), float(one.disk_free)) for one in machines]
    total = [((one.name,), float(one.disk_size)) for one in machines]
    yield Gauge("otklik_part_seen_seconds", "Since when a part was not heard of.", ("node", "part"), _smallest(seen))
    yield Gauge("otklik_workers", "Workers that live.", ("node", "queue"), _summed(workers))
    yield Gauge("otklik_disk_free_bytes", "Room on the data disk.", ("node",), free)
    yield Gauge("otklik_disk_size_bytes", "Size of the data disk.", ("node",), total)


def _moments() -> Iterator[Gauge]:
    yield Gauge("otklik_database_bytes", "Room that the database takes.", (), [((), float(database_bytes()))])
    whole, seen = last_good_backup(), {one.slug: one for one in Observation.objects.all()}
    if whole is not None:
        copied = [((), whole.at.timestamp())]
        yield Gauge("otklik_backup_timestamp_seconds", "When the last whole copy was made.", (), copied)
    if CLOCK in seen:
        ran = [((), seen[CLOCK].seen_at.timestamp())]
        yield Gauge("otklik_clock_timestamp_seconds", "When the periodic jobs ran last.", (), ran)
    until = seen[CERTIFICATE].content.get("until") if CERTIFICATE in seen else None
    if until:
        ends = [((), datetime.fromisoformat(until).timestamp())]
        yield Gauge("otklik_certificate_end_timestamp_seconds", "When the certificate ends.", (), ends)


Samples = list[tuple[tuple[str, str], float]]


def _smallest(samples: Samples) -> Samples:
    """One sample for each pair of labels: the freshest process."""
    kept: dict[tuple[str, str], float] = {}
    for labels, value in samples:
        kept[labels] = min(value, kept.get(labels, value))
    return list(kept.items())


def _summed(samples: Samples) -> Samples:
    kept: dict[tuple[str, str], float] = {}
    for labels, value in samples:
        kept[labels] = kept.get(labels, 0.0) + value
    return list(kept.items())
