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
#: Pains: on messages of a quarter of their own, which go again.
PAINS = ("draft_map",)
READING = ("registry", "monitoring", "reading", "duplicates", "pages", "intake")


def main(names: list[str]) -> None:
    """Load, then read; an unknown name is an error."""
    known = [*LOADING, *READING, *SURVEYS, *PAINS]
    wanted = names or known
    if unknown := set(wanted) - set(known):
        raise SystemExit(f"No such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    folder, items = stage.prepare(), int(os.environ.get("BENCH_ITEMS", "1000000"))
    stage.build()
    here = stage.Run(folder, stage.database(), items)
    tell("machine", here.database, items=items, **facts())
    stage.found()
    for name in [name for name in SURVEYS + PAINS if name in wanted]:
        import_module(f"bench.{name}").run(here)
    if set(wanted) <= {*SURVEYS, *PAINS}:
        return
    if "import_xlsx" in wanted:
        import_module("bench.import_xlsx").run(here)
        stage.forget_items()
    import_module("bench.import_csv").run(here)
    stage.settle()
    for name in [name for name in READING if name in wanted]:
        import_module(f"bench.{name}").run(here)


if __name__ == "__main__":
    main(sys.argv[1:])
