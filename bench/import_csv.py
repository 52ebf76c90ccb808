"""A CSV of BENCH_ITEMS rows with checks and idempotency, into empty tables and once more."""

from bench import imports, source
from bench.machine import tell
from bench.stage import Run

TARGET_ROWS = {"sqlite": 10_000, "postgresql": 20_000}


def run(here: Run) -> None:
    path = here.folder / "register.csv"
    source.write_csv(path, here.items)
    target = TARGET_ROWS[here.kind]
    for name, key in (("import_csv", "accepted"), ("import_csv_again", "known")):
        seconds, result = imports.take_in(path)
        assert result[key] == here.items, result
        speed = here.items / seconds
        tell(
            name, here.database, rows=here.items, seconds=seconds, rows_per_second=speed, target_rows_per_second=target,
            reached=speed >= target, peak_mib=imports.peak_mib(),
        )  # fmt: skip
    path.unlink()
