"""What is measured on, how long something takes, and the one JSON line that each measurement prints."""

import json
import os
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otklik.base.garbage import look_for_less_garbage

MEMORY_UNIT = 1024 * 1024


def facts() -> dict[str, Any]:
    """Processor, cores, memory, Python."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    models = [line.split(":", 1)[1].strip() for line in cpu.splitlines() if line.startswith("model name")]
    memory = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1]) / MEMORY_UNIT
    return {
        "processor": models[0] if models else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory, 1),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which the share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True)
class Taken:
    """Milliseconds of each run by the clock, and of this process's own CPU (the clock is longer on a busy machine)."""

    clock: list[float]
    cpu: list[float]


def milliseconds(work: Callable[[], object], times: int) -> Taken:
    """How long each of so many runs took, after one that warms up, in a process that looks for garbage as pages do."""
    work()
    look_for_less_garbage()
    clock, cpu = [], []
    for _ in range(times):
        started, spent = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - spent) * 1000)
    return Taken(clock, cpu)


def tell(name: str, database: str, **figures: Any) -> None:
    """Print the measurement as one JSON line; floats to three digits after the point."""
    rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
    print(json.dumps({"bench": name, "database": database, **rounded}, ensure_ascii=False), flush=True)


def tell_times(name: str, database: str, taken: Taken, target_ms: float, **more: Any) -> None:
    """Median and 95th percentile in milliseconds beside the target."""
    p95 = percentile(taken.clock, 0.95)
    tell(
        name, database, p50_ms=percentile(taken.clock, 0.5), p95_ms=p95, cpu_p50_ms=percentile(taken.cpu, 0.5),
        runs=len(taken.clock), target_ms=target_ms, reached=p95 <= target_ms, **more,
    )  # fmt: skip


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time that the processes have spent so far; those that ended count as nothing."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="ignore").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children_of(root: int) -> set[int]:
    """The process and everything below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="ascii", errors="ignore")
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(text.rpartition(")")[2].split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found
