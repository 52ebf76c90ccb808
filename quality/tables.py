"""The figures as Markdown, beside what they are compared with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from otklik.core.text_model import Quality
from quality.study import Judged, Study, Told


@dataclass(frozen=True)
class Known:
    """What the data's own description gives: a plain model (TF-IDF of words and letters, LinearSVC) on the test part
    (accuracy, weighted F1, macro F1), the best found in cross-validation (weighted, macro F1), what to reach."""

    plain: tuple[float, float, float]
    best: tuple[float, float] | None = None
    aim_folds: tuple[float, float] | None = None
    aim_accuracy: float | None = None
    aim_five: float | None = None
    aim_coverage: float | None = None


KNOWN = {
    "category": Known((0.818, 0.803, 0.500), (0.823, 0.575), (0.83, 0.58), 0.84, None, 0.87),
    "theme": Known((0.633, 0.604, 0.483), (0.648, 0.566), (0.655, 0.57), 0.66, 0.88, 0.33),
    "executor": Known((0.505, 0.486, 0.371)),
}


def overview(studies: Sequence[Study]) -> str:
    """Measured figures beside the plain model, the best found and the aim."""
    head = ("What", "Label", "Plain model", "Best found", "Aim", "Otklik, without names", "**Otklik, with names**")
    return table(head, [row for study in studies for row in _compared(study, KNOWN[study.label])])


def held_out(studies: Sequence[Study]) -> str:
    """More of the test part: five likeliest, calibration, what the model calls sure."""
    head = ("Label", "Texts", "Classes", "Right among five", "Calibration error", "Called sure", "Right of these")
    return table(head, [_held_out(study.label, study.plain.test) for study in studies])


def calibration(studies: Sequence[Study]) -> str:
    """Confidence said and come true, over the folds."""
    head = ("Label", "Confidence", "Texts", "Said on average", "Came true")
    rows = [
        (
            study.label,
            f"{one.low:.1f} to {one.high:.1f}",
            str(one.count),
            _share(one.confidence),
            _share(one.right_share),
        )
        for study in studies
        for one in study.plain.folds.bins
    ]
    return table(head, rows)


def cost(studies: Sequence[Study]) -> str:
    """Time and room."""
    head = (
        "Label",
        "Training, s",
        "Model, MB",
        "Suggestion, ms (median; 95 of 100)",
        "Texts a second",
        "Memory at most, MiB",
    )
    return table(head, [_cost(study) for study in studies])


def curve(studies: Sequence[Study]) -> str:
    """From names alone to all decisions."""
    head = (
        "Label",
        "Decisions",
        "Classes learned",
        "Right",
        "Among five",
        "Sure",
        "Right of these",
        "Right",
        "Among five",
    )
    rows = [
        (study.label, str(point.count), str(point.learned_labels), *_told(point.plain), *_named(point.named))
        for study in studies
        for point in study.curve
    ]
    return table(head, rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _compared(study: Study, known: Known) -> list[tuple[str, ...]]:
    best, aim = known.best or (None, None), known.aim_folds or (None, None)
    plain = known.plain
    given = (
        ("weighted F1, 5 folds", None, best[0], aim[0]),
        ("macro F1, 5 folds", None, best[1], aim[1]),
        ("accuracy, test part", plain[0], None, known.aim_accuracy),
        ("weighted F1, test part", plain[1], None, None),
        ("macro F1, test part", plain[2], None, None),
        ("right among five, test part", None, None, known.aim_five),
        ("coverage at 90 % precision, 5 folds", None, None, known.aim_coverage),
    )
    plainly = _measured(study.plain, lambda quality: quality.macro_f1)
    measured = zip(plainly, _measured(study.named, macro_f1), strict=True)
    return [
        (what, study.label, *(_share(value) for value in (*values, *both)))
        for (what, *values), both in zip(given, measured, strict=True)
    ]


def _measured(judged: Judged, macro: Callable[[Quality], float]) -> tuple[float, ...]:
    """In the order of the rows."""
    folds, test = judged.folds, judged.test
    return (
        folds.weighted_f1,
        macro(folds),
        test.accuracy,
        test.weighted_f1,
        macro(test),
        test.top_five_share,
        folds.coverage,
    )


def macro_f1(quality: Quality) -> float:
    """Mean over the labels that some text has: a name of which no text can be is no label to be found, and guessing it
    costs the right one its share."""
    found = [one.f1 for one in quality.labels if one.count]
    return sum(found) / max(len(found), 1)


def _held_out(label: str, test: Quality) -> tuple[str, ...]:
    said = (test.top_five_share, test.calibration_error, test.sure.share, test.sure.precision)
    return (label, str(test.text_count), str(test.label_count), *(_share(one) for one in said))


def _cost(study: Study) -> tuple[str, ...]:
    spent = study.cost
    return (
        study.label,
        f"{spent.train_seconds:.0f}",
        f"{spent.model_bytes / 1e6:.1f}",
        f"{spent.middle_ms:.1f}; {spent.slow_ms:.1f}",
        f"{spent.texts_per_second:.0f}",
        f"{spent.memory_mib:.0f}",
    )


def _told(told: Told) -> tuple[str, ...]:
    return (_share(told.first), _share(told.five), _share(told.sure), _share(told.sure_right if told.sure else None))


def _named(told: Told | None) -> tuple[str, ...]:
    return _told(told)[:2] if told else ("–", "–")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
