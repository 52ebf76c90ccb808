"""`python -m bench [NAME...]`: run the measurements one after another, each on the rows it needs."""

import os
import sys
from importlib import import_module

from bench import stage
from bench.machine import facts, tell

#: Into empty tables, in this order; the CSV's rows stay for the others.
LOADING = ("import_xlsx", "import_csv")
#: Surveys: on rows of their own.
SURVEYS = ("responses", "survey_summary", "export_answers")
#: What the public reads, on surveys of its own.
PUBLIC = ("public_pages",)
#: Pains: on messages of a quarter of their own, which go again.
PAINS = ("draft_map",)
#: Papers of a quarter with its messages and answers, a region's year and week (PostgreSQL only): on rows of their own.
REPORTS = ("reports", "region_year", "week")
#: The outbox: kills and a day of troubles; kills over all that is acknowledged; on messages of their own.
OUTBOX = ("kills", "day", "crashes", "nodes")
#: Mail, last of all: its items stay.
MAIL = ("letters",)
#: Beside COPY, PostgreSQL only; its rows go again.
COPYING = ("register_copy",)
READING = ("registry", "monitoring", "reading", "duplicates", "pages", "intake", "webhooks", "backup")


def main(names: list[str]) -> None:
    """Load, then read; an unknown name is an error."""
    known = [*COPYING, *LOADING, *READING, *SURVEYS, *PUBLIC, *PAINS, *REPORTS, *OUTBOX, *MAIL]
    wanted = names or known
    if unknown := set(wanted) - set(known):
        raise SystemExit(f"No such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    folder, items = stage.prepare(), int(os.environ.get("BENCH_ITEMS", "1000000"))
    stage.build()
    here = stage.Run(folder, stage.database(), items)
    tell("machine", here.database, items=items, **facts())
    stage.found()
    for name in [name for name in SURVEYS + PUBLIC + PAINS + REPORTS + OUTBOX if name in wanted]:
        import_module(f"bench.{name}").run(here)
    for name in [name for name in COPYING if name in wanted]:
        import_module(f"bench.{name}").run(here)
        stage.forget_items()
    if not set(wanted) <= {*COPYING, *SURVEYS, *PUBLIC, *PAINS, *REPORTS, *OUTBOX, *MAIL}:
        _over_many_items(here, wanted)
    for name in [name for name in MAIL if name in wanted]:
        import_module(f"bench.{name}").run(here)


def _over_many_items(here: stage.Run, wanted: list[str]) -> None:
    """Load the rows, then measure on them."""
    if "import_xlsx" in wanted:
        import_module("bench.import_xlsx").run(here)
        stage.forget_items()
    import_module("bench.import_csv").run(here)
    stage.settle()
    for name in [name for name in READING if name in wanted]:
        import_module(f"bench.{name}").run(here)


if __name__ == "__main__":
    main(sys.argv[1:])
