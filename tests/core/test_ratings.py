"""Formulas of satisfaction against their own examples, against statsmodels, SciPy and pandas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from otklik.core.ratings.comparison import Comparison, compare, in_order, rank_words, ranks
from otklik.core.ratings.item import Item
from otklik.core.ratings.rating import rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import tallies, tally, total
from otklik.core.ratings.words import difference_words

FORMULAS = rating_formulas()
EXAMPLES = [
    pytest.param(formula, example, id=f"{formula.slug}: {number}")
    for formula in FORMULAS.values()
    for number, example in enumerate(formula.examples)
]
NONE = float("nan")


def items_of(answers, low=1, high=5, importance=()):
    table = np.array([[NONE if one is None else one for one in row] for row in answers], dtype=np.float32)
    weights = importance or (1.0,) * table.shape[1]
    return [Item(f"q{at}", f"Вопрос {at}", table[:, at], low, high, weights[at]) for at in range(table.shape[1])]


def rating(slug, *answers, **scale):
    return rate(FORMULAS[slug], tally(FORMULAS[slug], items_of(answers, **scale)))


def test_the_formulas_are_found():
    assert set(FORMULAS) == {
        "top_2_box", "bottom_2_box", "mean", "csi", "mean_of_item_means", "pooled_share", "option_scores", "nps",
    }  # fmt: skip


@pytest.mark.parametrize(("formula", "example"), EXAMPLES)
def test_an_example_worked_by_hand(formula, example):
    items = items_of(example.answers, example.low, example.high, example.importance)

    found = rate(formula, tally(formula, items)).value

    assert found == pytest.approx(example.expected) if example.expected is not None else found is None


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
def test_a_share_has_wilsons_interval(marks):
    found = rating("top_2_box", *[(mark,) for mark in marks])
    good = sum(mark >= 4 for mark in marks)

    assert (found.numerator, found.denominator, found.n) == (good, len(marks), len(marks))
    expected = proportion_confint(good, len(marks), method="wilson")
    assert found.ends == pytest.approx((max(0, expected[0]), min(1, expected[1])), abs=1e-6)


@given(st.lists(st.integers(1, 5), min_size=3, max_size=60).filter(lambda marks: len(set(marks)) > 1))
def test_a_mean_has_students_interval(marks):
    found = rating("mean", *[(mark,) for mark in marks])
    low, high = DescrStatsW(np.array(marks, dtype=float)).tconfint_mean()

    assert found.value == pytest.approx(np.mean(marks))
    assert found.ends == pytest.approx((max(1, low), min(5, high)), rel=1e-5)


def test_the_difference_of_two_shares_is_newcombes():
    one, two = rating("top_2_box", *[(5,)] * 56, *[(1,)] * 14), rating("top_2_box", *[(5,)] * 48, *[(1,)] * 32)

    found = compare(one, two)

    assert found.value == pytest.approx(0.2)
    assert found.ends == pytest.approx(confint_proportions_2indep(56, 70, 48, 80, method="newcomb"), abs=1e-6)
    assert found.is_proven


def test_the_difference_of_two_means_is_welchs():
    later, earlier = [5, 4, 4, 3, 5, 2, 4], [3, 3, 2, 4, 1]

    found = compare(rating("mean", *[(m,) for m in later]), rating("mean", *[(m,) for m in earlier]))

    welch = CompareMeans(DescrStatsW(later), DescrStatsW(earlier)).tconfint_diff(usevar="unequal")
    assert found.ends == pytest.approx(welch, rel=1e-5)
    assert found.is_proven == (stats.ttest_ind(later, earlier, equal_var=False).pvalue < 0.05)


def test_a_difference_needs_two_values_of_one_unit():
    assert compare(rating("mean", (5,), (4,)), rating("top_2_box", (5,), (4,))) is None
    assert compare(rating("mean", (5,)), rating("mean", (None,))) is None


def test_several_marks_of_one_person_are_no_new_people():
    alone = rating("top_2_box", *[(5,)] * 20, *[(1,)] * 20)
    repeated = rating("top_2_box", *[(5, 5, 5)] * 20, *[(1, 1, 1)] * 20)

    assert (repeated.n, repeated.marks) == (40, 120)
    assert repeated.ends == pytest.approx(alone.ends, abs=1e-6)


def test_unlike_marks_of_one_person_say_more_than_one_mark():
    generator = np.random.default_rng(7)
    answers = [tuple(row) for row in generator.integers(1, 6, (300, 3)).tolist()]
    share = rating("top_2_box", *answers)
    table = pd.DataFrame(answers) >= 4
    clusters = table.sum(axis=1) - share.value * 3

    assert share.value == pytest.approx(table.to_numpy().mean())
    assert share.effective_n == pytest.approx(
        min(900, share.value * (1 - share.value) / (clusters**2).sum() * 900**2), rel=1e-4
    )


def test_weights_move_the_share_and_widen_the_interval():
    items = items_of([(5,)] * 30 + [(1,)] * 30)
    weights = np.array([2.0, 1.0] * 30)
    weighted = rate(FORMULAS["top_2_box"], tally(FORMULAS["top_2_box"], items, weights))
    plain = rate(FORMULAS["top_2_box"], tally(FORMULAS["top_2_box"], items))

    assert weighted.value == pytest.approx(weights[:30].sum() / weights.sum())
    assert weighted.ends[1] - weighted.ends[0] > plain.ends[1] - plain.ends[0]
    assert weighted.effective_n == pytest.approx(weights.sum() ** 2 / (weights**2).sum(), rel=1e-4)


def test_an_index_is_as_sure_as_pandas_says():
    generator = np.random.default_rng(3)
    table = pd.DataFrame(generator.integers(1, 6, (200, 3)), columns=["a", "b", "c"]).astype(float)
    importance = (3.0, 1.0, 2.0)
    found = rating("csi", *table.itertuples(index=False, name=None), importance=importance)
    personal = ((table - 1) / 4 * 100) @ (np.array(importance) / 6)

    assert found.value == pytest.approx(personal.mean(), rel=1e-6)
    assert found.error == pytest.approx(personal.sem(), rel=1e-5)


def test_one_answer_has_a_value_and_no_interval_of_its_mean():
    assert rating("mean", (4,)).ends is None
    assert rating("mean", (4,)).value == 4
    assert rating("top_2_box", (4,)).ends is not None


ROWS = st.lists(st.tuples(*[st.sampled_from([None, 1, 2, 3, 4, 5])] * 2), min_size=1, max_size=30)


@given(ROWS, st.data(), st.sampled_from(sorted(FORMULAS)))
def test_groups_add_up_to_the_whole(rows, draw, slug):
    formula, items = FORMULAS[slug], items_of(rows)
    groups = np.array(draw.draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows))), dtype=np.intp)

    whole, parts = tally(formula, items), tallies(formula, items, groups, 4)
    together = total(parts)

    assert (together.n, together.marks) == (whole.n, whole.marks)
    np.testing.assert_allclose(together.cross, whole.cross, rtol=1e-4)
    value = rate(formula, whole).value
    assert rate(formula, together).value == (pytest.approx(value) if value is not None else None)


def test_a_place_outside_the_groups_belongs_to_none():
    items = items_of([(5,), (1,), (4,)])

    (only,) = tallies(FORMULAS["top_2_box"], items, np.array([0, -1, 0]), 1)

    assert (only.n, rate(FORMULAS["top_2_box"], only).value) == (2, 1.0)


def test_questions_of_two_surveys_meet_by_their_key():
    formula = FORMULAS["mean_of_item_means"]
    first, second = items_of([(5, 1)]), [Item("q1", "Вопрос 1", np.array([3, 3, 3], dtype=np.float32), 1, 5)]

    both = rate(formula, tally(formula, first) + tally(formula, second))

    assert both.value == pytest.approx((5 + (1 + 9) / 4) / 2)


def test_places_that_cannot_be_told_apart_are_shared():
    ratings = {
        "top": rating("top_2_box", *[(5,)] * 190, *[(1,)] * 10),
        "one": rating("top_2_box", *[(5,)] * 105, *[(1,)] * 95),
        "two": rating("top_2_box", *[(5,)] * 100, *[(1,)] * 100),
        "none": rating("top_2_box", (None,)),
    }

    places = ranks(ratings)

    assert {key: rank_words(place) for key, place in places.items()} == {"top": "1", "one": "2–3", "two": "2–3"}
    assert list(in_order(ratings)) == ["top", "one", "two", "none"]
    assert ranks(ratings, good_is_high=False)["top"] == (3, 3)


def test_a_proven_difference_is_never_told_to_begin_at_nought() -> None:
    near = difference_words(Comparison(0.086, (0.0002, 0.171)), "share", "кварталом раньше")
    assert near.replace("\N{NO-BREAK SPACE}", " ") == (
        "выше, чем кварталом раньше, на 8,6 п. п. (с вероятностью 95 % от 0,02 до 17,10)"
    )
    chance = difference_words(Comparison(-0.034, (-0.106, 0.0001)), "share", "в 2024 году")
    assert chance.replace("\N{NO-BREAK SPACE}", " ") == (
        "отличие от того, что было в 2024 году, не доказано: −3,4 п. п. (с вероятностью 95 % от −10,60 до +0,01)"
    )
