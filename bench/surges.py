"""False alarms and power of the watch for surges, on simulated years: `python bench/surges.py`.

60 topics with 0.3 to 10 messages a week, a weekly rhythm, every day of a year looked at as `tick` does, an alert not
repeated for 14 days. The power: the share of waves of three weeks that are raised before they end.
"""

import numpy as np

from otklik.core.surges import RECENT_WINDOWS, SEASON_AFTER_WINDOWS, SEASON_WINDOWS, find_surges

TOPICS, DAYS, QUIET = 60, 365, 14
WEEKDAY = np.array([1.3, 1.2, 1.1, 1.1, 1.0, 0.7, 0.6])
LENGTH = SEASON_AFTER_WINDOWS + SEASON_WINDOWS


def year(rng: np.random.Generator, rates: np.ndarray, *, clustered: float) -> np.ndarray:
    """Counts by topic and day: two years and a half, so that the watched year has a history."""
    days = DAYS + LENGTH * 7
    means = rates[:, None] / 7 * np.resize(WEEKDAY / WEEKDAY.mean(), days)[None, :]
    if clustered:
        weeks = rng.gamma(1 / clustered, clustered, (len(rates), days // 7 + 1))
        means = means * np.repeat(weeks, 7, axis=1)[:, :days]
    return rng.poisson(means)


def raised(counts: np.ndarray, last: int, level: float) -> set[str]:
    """Series that the watch names on a day."""
    windows = counts[:, last - LENGTH * 7 + 1 : last + 1].reshape(len(counts), LENGTH, 7).sum(axis=2)[:, ::-1]
    return {surge.key for surge in find_surges({str(i): row.tolist() for i, row in enumerate(windows)}, level=level)}


def false_alarms(rng: np.random.Generator, *, clustered: float, level: float) -> tuple[float, float]:
    """Share of days with an alarm and alerts a year where nothing happens."""
    counts = year(rng, rng.gamma(0.8, 3, TOPICS) + 0.3, clustered=clustered)
    days = alerts = 0
    told: dict[str, int] = {}
    for last in range(LENGTH * 7, counts.shape[1]):
        found = raised(counts, last, level)
        days += bool(found)
        for key in found:
            alerts += last - told.get(key, -QUIET) >= QUIET
            told[key] = last
    return days / (counts.shape[1] - LENGTH * 7), alerts * 365 / (counts.shape[1] - LENGTH * 7)


def power(rng: np.random.Generator, usual: float, times: float, level: float, waves: int = 60) -> float:
    """Share of waves of three weeks that are raised on one of their days."""
    found = 0
    for _ in range(waves):
        counts = year(rng, np.append(rng.gamma(0.8, 3, TOPICS - 1) + 0.3, usual), clustered=0.0)
        start = LENGTH * 7 + 20
        counts[-1, start : start + 21] = rng.poisson(usual * times / 7, 21)
        found += any(str(TOPICS - 1) in raised(counts, day, level) for day in range(start + 2, start + 21, 3))
    return found / waves


def main() -> None:
    """Print both tables; about a minute."""
    rng = np.random.default_rng(2025)
    assert RECENT_WINDOWS < SEASON_AFTER_WINDOWS
    for level in (0.05, 0.01):
        for name, clustered in (("even", 0.0), ("clustered", 0.5)):
            days, alerts = false_alarms(rng, clustered=clustered, level=level)
            print(f"level {level}, {name}: alarm on {days:.1%} of days, {alerts:.1f} alerts a year")
        for usual, times in ((1, 5), (2, 3), (2, 5), (4, 3), (8, 2), (8, 3)):
            print(f"  {usual} a week becomes {usual * times}: raised {power(rng, usual, times, level):.0%}")


if __name__ == "__main__":
    main()
