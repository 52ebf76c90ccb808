"""Effect of a measure: figures against other libraries, and how often the verdict is right on generated data."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.effect.estimate import Method, difference, interrupted, newey_west
from otklik.core.effect.judge import EffectVerdict, WhyUnproven, judge
from otklik.core.effect.series import QuarterValue, alike_in_season, mean_value, share_value, split
from otklik.core.effect.words import effect_sentence
from otklik.core.periods import Quarter

RUNS = 400
#: A rate of 5 % on 400 runs is 20 ± 4.4: more than 31 «улучшилось» would come of a true 5 % less than once in 150.
MOST_FALSE = 31
MESSAGES = ("сообщение", "сообщения", "сообщений")


def quarters(count: int) -> list[Quarter]:
    found = [Quarter(2020, 1)]
    while len(found) < count:
        found.append(found[-1].next())
    return found[:count]


def shares(counts: list[int], base: int) -> list[QuarterValue]:
    made = [share_value(quarter, count, base) for quarter, count in zip(quarters(len(counts)), counts, strict=True)]
    return [one for one in made if one is not None]


def verdicts(
    chances: list[float], before: int, *, group: list[float] | None = None, moves: float = 0.0
) -> Counter[str]:
    """Verdicts on drawn series of 200 messages a quarter; the measure falls into the quarter after `before`."""
    rng = np.random.default_rng(20251)

    def drawn(of: list[float]) -> np.ndarray:
        return rng.binomial(200, np.clip(np.array(of) + rng.normal(0, moves, (RUNS, len(of))), 0.001, 0.999))

    since = quarters(before + 1)[-1].start_on.replace(day=15)
    others: list[list[int]] = drawn(group).tolist() if group else [[]] * RUNS
    return Counter(
        judge(shares(one, 200), since, less_is_better=True, group=shares(other, 200)).verdict.value
        for one, other in zip(drawn(chances).tolist(), others, strict=True)
    )


@pytest.mark.parametrize(
    ("before", "after", "moves"), [(1, 1, 0.0), (2, 1, 0.032), (4, 4, 0.0), (4, 4, 0.032), (6, 4, 0.0), (8, 4, 0.032)]
)
def test_says_improved_of_nothing_at_most_once_in_twenty(before: int, after: int, moves: float) -> None:
    """Also where quarters move twice as much as samples do (0.032 beside a sampling error of 0.032)."""
    found = verdicts([0.3] * (before + 1 + after), before, moves=moves)
    assert found["improved"] <= MOST_FALSE
    assert found["worsened"] <= MOST_FALSE


@pytest.mark.parametrize(
    ("before", "after", "now"), [(4, 4, 0.2), (2, 2, 0.18), (2, 1, 0.16), (6, 4, 0.14), (8, 8, 0.18)]
)
def test_sees_a_shift_that_is_there_four_times_in_five(before: int, after: int, now: float) -> None:
    found = verdicts([0.3] * before + [0.25] + [now] * after, before)
    assert found["improved"] >= 0.8 * RUNS
    assert not found["worsened"]


def test_sees_that_it_became_worse() -> None:
    assert verdicts([0.2] * 4 + [0.25] + [0.3] * 4, 4)["worsened"] >= 0.8 * RUNS


def test_a_course_that_ran_before_is_no_merit() -> None:
    """Two points less every quarter anyway: with six quarters before the step alone counts."""
    assert verdicts([0.4 - 0.02 * place for place in range(11)], 6)["improved"] <= MOST_FALSE


def test_what_moved_the_comparison_group_too_is_no_merit() -> None:
    falling = [0.3] * 4 + [0.25] + [0.2] * 4
    assert verdicts(falling, 4)["improved"] >= 0.8 * RUNS
    assert verdicts(falling, 4, group=falling)["improved"] <= MOST_FALSE
    assert verdicts([0.3] * 4 + [0.24] + [0.18] * 4, 4, group=[0.3] * 9)["improved"] >= 0.8 * RUNS


def test_to_grow_slower_than_others_is_no_improvement() -> None:
    since, falling_behind = date(2020, 8, 15), shares([60, 60, 60, 70, 70], 400)
    found = judge(falling_behind, since, less_is_better=True, group=shares([60, 60, 80, 150, 150], 400))
    assert found.estimate is not None
    assert found.estimate.high < 0
    assert (found.verdict, found.why) == (EffectVerdict.UNPROVEN, WhyUnproven.AGAINST)


def test_the_interrupted_fit_is_that_of_statsmodels() -> None:
    """Figures of statsmodels 0.14: WLS and its HAC error with one lag and the correction for few points."""
    n = [40, 55, 62, 38, 71, 44, 58, 66, 35, 49, 80, 52]
    values = [3.1, 3.0, 3.3, 3.2, 2.9, 3.2, 3.1, 3.7, 3.5, 3.9, 3.6, 3.8]
    series = [QuarterValue(q, value, 0.1, of) for q, value, of in zip(quarters(12), values, n, strict=True)]
    assert interrupted(series[:7], series[7:]).value == pytest.approx(0.5900907330826453)
    places = np.arange(12.0)
    design = np.column_stack([np.ones(12), places - places.mean(), np.array([0.0] * 7 + [1.0] * 5)])
    weights = np.array(n, dtype=np.float64)
    bread = np.linalg.inv(design.T @ (design * weights[:, None]))
    rests = np.array(values) - design @ (bread @ (design.T @ (weights * np.array(values))))
    assert newey_west(design, weights, rests, bread)[2, 2] ** 0.5 == pytest.approx(0.08777932454576483)


def test_the_quarter_of_the_change_is_neither_before_nor_after() -> None:
    series = shares([60] * 5, 200)
    before, after = split(series, date(2020, 8, 20))
    assert [str(one.quarter) for one in before] == ["2020Q1", "2020Q2"]
    assert [str(one.quarter) for one in after] == ["2020Q4", "2021Q1"]
    assert len(split(series, date(2020, 7, 1))[1]) == 3  # done on its first day, the quarter is after


def test_compares_the_same_seasons_where_they_are_known() -> None:
    series = shares([60] * 7, 200)
    assert [str(one.quarter) for one in alike_in_season(series[:4], series[5:7])] == ["2020Q2", "2020Q3"]
    assert len(alike_in_season(series[:2], series[3:5])) == 2  # the same seasons are not known: all there is


def test_higher_is_better_of_a_score() -> None:
    made = [mean_value(q, value, 0.05, 80) for q, value in zip(quarters(5), [3.2, 3.3, 3.2, 4.1, 4.2], strict=True)]
    series = [one for one in made if one is not None]
    since = date(2020, 9, 30)
    assert judge(series, since, less_is_better=False).verdict is EffectVerdict.IMPROVED
    assert judge(series, since, less_is_better=True).verdict is EffectVerdict.WORSENED


@pytest.mark.parametrize("counts", [[], [60], [60, 60]])
def test_without_both_sides_nothing_is_proven(counts: list[int]) -> None:
    found = judge(shares(counts, 200), date(2020, 4, 20), less_is_better=True)
    assert (found.verdict, found.why) == (EffectVerdict.UNPROVEN, WhyUnproven.TOO_FEW)
    said = effect_sentence(found, title="Доля", unit="share", counted=MESSAGES)
    assert said.startswith("Изменение не доказано: для проверки мало данных.")


def test_the_sentence_tells_figures_interval_n_and_method() -> None:
    found = judge(shares([60, 62, 50, 30, 31], 200), date(2020, 8, 15), less_is_better=True)
    said = effect_sentence(found, title="Доля жалоб на очередь", unit="share", counted=MESSAGES).replace("\xa0", " ")
    assert said == (
        "Улучшилось: Доля жалоб на очередь — 30,5 % до и 15,3 % после. Изменение — −15,3 п. п., с вероятностью 95 % "
        "от −22,4 до −8,1 п. п. До мероприятия — 2 квартала (400 сообщений), после — 2 квартала (400 сообщений). "
        "Способ: разность «до» и «после»; прежний ход показателя не проверялся, кварталов для этого мало."
    )


@given(st.lists(st.integers(0, 50), min_size=3, max_size=14), st.integers(0, 13))
@settings(max_examples=60)
def test_whatever_the_counts_the_verdict_fits_its_interval(counts: list[int], place: int) -> None:
    since = quarters(14)[place].start_on
    found = judge(shares(counts, 50), since, less_is_better=True)
    if found.estimate is None:
        assert found.verdict is EffectVerdict.UNPROVEN
        return
    assert found.estimate.low <= found.estimate.value <= found.estimate.high
    assert found.plain is not None
    assert (found.verdict is EffectVerdict.IMPROVED) == (found.estimate.high < 0 and found.plain.value < 0)
    assert (found.verdict is EffectVerdict.WORSENED) == (found.estimate.low > 0 and found.plain.value > 0)
    assert (found.estimate.method is Method.INTERRUPTED) == (6 <= place <= len(counts) - 4)


@given(st.integers(0, 80), st.integers(0, 80))
@settings(max_examples=30)
def test_turned_about_in_time_the_difference_changes_its_sign(first: int, second: int) -> None:
    one, two = shares([first, second], 80)
    there, back = difference([one], [two]), difference([two], [one])
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))
