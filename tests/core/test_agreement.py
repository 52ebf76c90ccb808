"""Krippendorff's alpha against a computation by hand, and the honest silence about small numbers."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.agreement import FEWEST_PAIRS, Verdict, agreement, agreement_on, nominal_alpha


def by_hand(pairs: list[tuple[str, str]]) -> float:
    """1 - (n - 1) * (mismatches over the coincidence matrix) / (n² - sum of squares of the marks' counts)."""
    counts = Counter(mark for pair in pairs for mark in pair)
    n = sum(counts.values())
    mismatches = sum(2 for first, second in pairs if first != second)
    expected = n * n - sum(count * count for count in counts.values())
    return 1 - (n - 1) * mismatches / expected


def test_the_textbook_pair() -> None:
    """Krippendorff (2011), «Computing Krippendorff's Alpha-Reliability», A: binary data, two observers: 0.095."""
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert nominal_alpha(zip(first, second, strict=True)) == pytest.approx(0.095, abs=0.0005)


def test_the_textbook_several_marks() -> None:
    """The same paper, B: nominal data, two observers: 0.692."""
    first = list("aabbdcccedda")
    second = list("babbbccceddd")
    found = nominal_alpha(zip(first, second, strict=True))
    assert found == pytest.approx(by_hand(list(zip(first, second, strict=True))))
    assert found == pytest.approx(0.692, abs=0.0005)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=2, max_size=60))
def test_alpha_is_what_the_hand_computes(pairs: list[tuple[str, str]]) -> None:
    found = nominal_alpha(pairs)
    if len({mark for pair in pairs for mark in pair}) < 2:
        assert found is None
    else:
        assert found == pytest.approx(by_hand(pairs))


def test_few_pairs_show_no_figure() -> None:
    found = agreement_on([(True, True)] * (FEWEST_PAIRS - 1))
    assert (found.alpha, found.verdict, found.pair_count) == (None, Verdict.FEW, FEWEST_PAIRS - 1)


def test_a_mark_hardly_given_shows_no_figure() -> None:
    found = agreement_on([(True, True), *[(False, False)] * 50])
    assert (found.alpha, found.verdict, found.uses) == (None, Verdict.FEW, 2)


def test_the_same_mark_everywhere_leaves_nothing_to_divide_by() -> None:
    assert agreement([("a", "a")] * 30).verdict is Verdict.CONSTANT


@pytest.mark.parametrize(
    ("wrong", "verdict"), [(0, Verdict.RELIABLE), (5, Verdict.TENTATIVE), (12, Verdict.UNRELIABLE)]
)
def test_the_verdict_follows_the_bounds(wrong: int, verdict: Verdict) -> None:
    pairs = [(True, True)] * 20 + [(False, False)] * (20 - wrong) + [(True, False)] * wrong
    assert agreement_on(pairs).verdict is verdict
