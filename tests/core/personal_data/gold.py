"""Marked texts and what the finder makes of them: «{name:Иванов И.И.} не отвечает».

    python -m tests.core.personal_data.gold [FILE...]

prints recall and precision by kind, Wilson at 95 %; without files, over the marked texts beside this module.
Recall: the share of marked pieces of which no letter and no digit stays in sight. Precision: the share of masked
pieces that meet a marked one.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from otklik.core.intervals import wilson_interval
from otklik.core.personal_data import Kind, Span, find

HERE = Path(__file__).parent
MARK = re.compile(r"\{(\w+):([^{}]+)\}")


@dataclass(frozen=True)
class Marked:
    """A text and the spans that a person marked in it."""

    text: str
    gold: tuple[Span, ...]


@dataclass
class Score:
    """Counts by kind: marked, of these hidden whole; masked, of these rightly; and what went wrong."""

    marked: Counter[Kind] = field(default_factory=Counter)
    hidden: Counter[Kind] = field(default_factory=Counter)
    masked: Counter[Kind] = field(default_factory=Counter)
    right: Counter[Kind] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    needless: list[tuple[str, str]] = field(default_factory=list)


def parse(line: str) -> Marked:
    """Take the marks out of a line."""
    text, gold, end = "", [], 0
    for match in MARK.finditer(line):
        text += line[end : match.start()]
        gold.append(Span(len(text), len(text) + len(match.group(2)), Kind(match.group(1))))
        text, end = text + match.group(2), match.end()
    return Marked(text + line[end:], tuple(gold))


def marked_lines(paths: Iterable[Path]) -> Iterator[Marked]:
    """Every line of the files, «\\n» in a line being a line break of the text."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield parse(line.replace("\\n", "\n"))


def own_texts() -> list[Marked]:
    """The texts beside this module."""
    return list(marked_lines(sorted(HERE.glob("*.tsv"))))


def measure(texts: Iterable[Marked]) -> Score:
    """Hold what is found against what is marked."""
    score = Score()
    for one in texts:
        found = find(one.text)
        covered = {place for span in found for place in range(span.start, span.end)}
        for span in one.gold:
            score.marked[span.kind] += 1
            seen = [p for p in range(span.start, span.end) if one.text[p].isalnum() and p not in covered]
            score.hidden[span.kind] += not seen
            if seen:
                score.missed.append((one.text[span.start : span.end], one.text))
        for span in found:
            score.masked[span.kind] += 1
            is_right = any(span.start < gold.end and gold.start < span.end for gold in one.gold)
            score.right[span.kind] += is_right
            if not is_right:
                score.needless.append((one.text[span.start : span.end], one.text))
    return score


def _share(part: int, whole: int) -> str:
    if not whole:
        return "—"
    low, high = wilson_interval(part, whole) or (0.0, 1.0)
    return f"{part / whole:.2f} ({part}/{whole}; {low:.2f}–{high:.2f})"


def table(score: Score) -> Iterator[str]:
    """A Markdown table, a row for each kind and one for all."""
    yield "| Kind | Recall | Precision |"
    yield "|---|---|---|"
    for kind in Kind:
        if score.marked[kind] or score.masked[kind]:
            recall = _share(score.hidden[kind], score.marked[kind])
            yield f"| {kind.value} | {recall} | {_share(score.right[kind], score.masked[kind])} |"
    recall = _share(score.hidden.total(), score.marked.total())
    yield f"| all | {recall} | {_share(score.right.total(), score.masked.total())} |"


def main() -> None:
    """Print the table, then what was missed and what was masked without need."""
    paths = [Path(name) for name in sys.argv[1:]]
    texts = list(marked_lines(paths)) if paths else own_texts()
    score = measure(texts)
    sys.stdout.write(f"{len(texts)} texts\n" + "\n".join(table(score)) + "\n")
    for title, cases in (("missed", score.missed), ("needless", score.needless)):
        for piece, text in cases:
            sys.stdout.write(f"{title}: «{piece}» in: {text[:160]!r}\n")


if __name__ == "__main__":
    main()
