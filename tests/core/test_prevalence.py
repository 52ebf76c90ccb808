"""How common a pain is: against another computation, and its laws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.grades import Grade, Steps
from otklik.core.prevalence import Scale, prevalence_of

SCALE = Scale(share=Steps(0.03, 0.10), rate=Steps(1.0, 5.0), marks=Steps(0.4, 0.5))
COUNTS = st.integers(0, 3_000)


def test_the_share_and_its_interval_are_those_of_the_textbook() -> None:
    """Wilson's ends by his own formula, written out here."""
    found = prevalence_of(12, 96, None, SCALE)
    z, n, p = 1.959963984540054, 96, 12 / 96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    assert found.share is not None
    assert (found.share.value, found.share.low, found.share.high) == pytest.approx((p, middle - half, middle + half))


def test_the_rate_is_counted_for_a_hundred_interactions() -> None:
    """Garwood's ends for 4 events: 1.0899 and 10.2416 (the table of 1936)."""
    found = prevalence_of(4, 1_000, 200, SCALE).rate
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((2.0, 0.54495, 5.1208), abs=1e-3)


@pytest.mark.parametrize(
    ("count", "base", "interactions", "marks", "grade"),
    [
        (2, 100, None, None, Grade.LOW),
        (3, 100, None, None, Grade.MEDIUM),
        (10, 100, None, None, Grade.HIGH),
        (2, 100, 150, None, Grade.MEDIUM),
        (2, 100, 40, None, Grade.HIGH),
        (0, 0, None, 0.45, Grade.MEDIUM),
        (0, 100, None, 0.55, Grade.HIGH),
        (0, 0, None, None, None),
    ],
)
def test_the_highest_of_what_was_measured_is_the_level(
    count: int, base: int, interactions: int | None, marks: float | None, grade: Grade | None
) -> None:
    assert prevalence_of(count, base, interactions, SCALE, marks=marks).grade == grade


def test_it_says_when_few_observations_allow_another_level() -> None:
    few, many = prevalence_of(3, 25, None, SCALE), prevalence_of(300, 2_500, None, SCALE)
    assert few.grade == many.grade == Grade.HIGH
    assert (few.least, few.is_sure, many.is_sure) == (Grade.MEDIUM, False, True)
    assert "возможна и средняя" in few.sentence
    assert "возможна" not in many.sentence


def test_the_sentence_tells_every_figure_that_decided() -> None:
    told = prevalence_of(12, 96, 500, SCALE, marks=0.45).sentence
    for words in ("12 сообщений из 96", "12,5", "2,4 на 100 взаимодействий", "довольны 55,0", "высокая"):
        assert words in told.replace("\N{NO-BREAK SPACE}", " ")


def test_few_messages_are_not_common_though_they_are_all() -> None:
    """One of one is the whole, and says little: its interval begins at a fifth."""
    cautious = Scale(share=Steps(0.08, 0.25), rate=Steps(1.0, 5.0), marks=Steps(0.4, 0.5), few=3)
    one, three = prevalence_of(1, 1, None, cautious), prevalence_of(3, 3, None, cautious)
    assert (one.grade, three.grade) == (Grade.MEDIUM, Grade.HIGH)
    assert "возможна и высокая" in one.sentence


def test_marks_alone_are_told_without_messages() -> None:
    told = prevalence_of(0, 83, None, SCALE, marks=0.45, process_count=0).sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert told == "довольны 55,0 % тех, кто ставил оценку; распространённость средняя."


def test_the_base_is_named_by_what_it_counts() -> None:
    told = {count: prevalence_of(2, 10, None, SCALE, process_count=count).base_words for count in (0, 1, 5)}
    assert told == {0: "за квартал", 1: "о процессе", 5: "о затронутых процессах"}


def test_more_messages_of_the_pain_than_of_the_process_are_refused() -> None:
    with pytest.raises(ValueError, match="больше"):
        prevalence_of(5, 4, None, SCALE)


@settings(max_examples=60)
@given(count=COUNTS, rest=COUNTS, interactions=st.none() | st.integers(1, 10_000), more=st.integers(1, 50))
def test_more_messages_never_lower_the_level_and_intervals_hold_the_values(
    count: int, rest: int, interactions: int | None, more: int
) -> None:
    found = prevalence_of(count, count + rest, interactions, SCALE)
    worse = prevalence_of(count + more, count + rest + more, interactions, SCALE)
    for one in (found.share, found.rate):
        assert one is None or (one.low <= one.value <= one.high and one.least <= one.grade <= one.most)
    assert (worse.grade or 0) >= (found.grade or 0)
    assert (found.least or 0) <= (found.grade or 0) <= (found.most or 0)
