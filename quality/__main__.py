"""`python -m quality FOLDER [LABEL...]`: measure, and write the tables between their marks in docs/quality.md."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from quality import tables
from quality.source import LABELS, read
from quality.study import Study, study

PAPER = Path(__file__).parents[1] / "docs" / "quality.md"
TABLES: dict[str, Callable[[Sequence[Study]], str]] = {
    "overview": tables.overview,
    "held-out": tables.held_out,
    "calibration": tables.calibration,
    "cost": tables.cost,
    "curve": tables.curve,
}


def main(folder: Path, labels: Sequence[str]) -> None:
    """One kind of label after another; the paper is written only when all were measured."""
    studies = [_told(study(label, read(folder, label))) for label in labels or LABELS]
    texts = {name: make(studies) for name, make in TABLES.items()}
    if labels:
        return
    PAPER.write_text(written(PAPER.read_text(encoding="utf-8"), texts), encoding="utf-8")


def _told(one: Study) -> Study:
    """Shown at once: the next one takes minutes."""
    for make in TABLES.values():
        print(make([one]), "\n", flush=True)
    return one


def written(paper: str, texts: dict[str, str]) -> str:
    """The paper with each table between `<!-- NAME -->` and `<!-- end -->` made anew."""
    for name, text in texts.items():
        before, rest = paper.split(f"<!-- {name} -->", 1)
        after = rest.split("<!-- end -->", 1)[1]
        paper = f"{before}<!-- {name} -->\n{text}\n<!-- end -->{after}"
    return paper


if __name__ == "__main__":
    if len(sys.argv) == 1:
        raise SystemExit("python -m quality FOLDER [category|theme|executor...]: the folder holds messages.csv")
    main(Path(sys.argv[1]), sys.argv[2:])
