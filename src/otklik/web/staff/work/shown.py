"""Weeks as bars and comparisons as words."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.analysis.like_work import UnitCompared
from otklik.analysis.work import Scope, Week
from otklik.core.russian import format_number, share_with_count

SCOPE_TITLES: dict[Scope, str] = {"mine": "Мои", "unit": "Подразделение", "all": "Вся администрация"}
VERDICTS = {
    "fewer": "реже, чем при такой же работе у других",
    "more": "чаще, чем при такой же работе у других",
    "alike": "как при такой же работе у других",
    "few": "слишком мало, чтобы судить",
}
HEIGHT, STEP, BAR = 64, 24, 16


@dataclass(frozen=True)
class WeekBar:
    """A week's bar: the whole of it received, the lower part still waiting; pixels."""

    week: Week
    x: int
    y: float
    height: float
    waiting_y: float
    waiting_height: float


@dataclass(frozen=True)
class ComparedShown:
    """A unit's row in words."""

    compared: UnitCompared
    late: str
    expected: str
    interval: str
    verdict: str
    is_bad: bool


def weeks_shown(weeks: Sequence[Week]) -> list[WeekBar]:
    """Bars from nought, the highest week as high as the picture."""
    top = max((week.received for week in weeks), default=0) or 1
    bars = []
    for place, week in enumerate(weeks):
        height, waiting = HEIGHT * week.received / top, HEIGHT * week.waiting / top
        bars.append(WeekBar(week, place * STEP, HEIGHT - height, height, HEIGHT - waiting, waiting))
    return bars


def compared_shown(row: UnitCompared) -> ComparedShown:
    """Observed, expected, the ratio with its interval, the verdict."""
    figures = row.figures
    share = figures.observed / figures.total if figures.total else None
    interval = f"{figures.ratio:.2f} ({figures.low:.2f}–{figures.high:.2f})".replace(".", ",")
    return ComparedShown(
        row,
        share_with_count(share, figures.observed, figures.total),
        format_number(figures.expected, 1),
        interval if figures.verdict != "few" else "—",
        VERDICTS[figures.verdict],
        figures.verdict == "more",
    )
