"""One quarter's monitoring, all metrics and three quarters compared, out of all the appeals."""

from bench import stage
from bench.machine import milliseconds, tell_times
from bench.stage import Run

TIMES = 20
TARGET_MS = {"sqlite": 1000.0, "postgresql": 300.0}


def run(here: Run) -> None:
    """The query behind page, paper and JSON, for the person with the widest view."""
    from otklik.analysis.queries import monitoring
    from otklik.core.periods import Quarter

    actor = stage.actor_with("coordinator")
    taken = milliseconds(lambda: monitoring(actor, Quarter(2025, 3)), TIMES)
    found = monitoring(actor, Quarter(2025, 3))
    counted = max(row.current.n for metric in found.metrics for row in metric.rows)
    tell_times("monitoring", here.database, taken, TARGET_MS[here.kind], appeals=here.items, of_quarter=counted)
