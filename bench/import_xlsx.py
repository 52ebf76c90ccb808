"""An XLSX of 200,000 rows into empty tables."""

from bench import imports, source
from bench.machine import tell
from bench.stage import Run

ROWS, TARGET_SECONDS = 200_000, 15.0


def run(here: Run) -> None:
    rows = min(here.items, ROWS)
    path = here.folder / "register.xlsx"
    source.write_xlsx(path, rows)
    seconds, result = imports.take_in(path)
    assert result["accepted"] == rows, result
    tell(
        "import_xlsx", here.database, rows=rows, seconds=seconds, target_seconds=TARGET_SECONDS,
        reached=seconds <= TARGET_SECONDS, peak_mib=imports.peak_mib(),
    )  # fmt: skip
    path.unlink()
