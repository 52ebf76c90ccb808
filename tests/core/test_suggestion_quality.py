"""Counts of suggestions and the figures made of them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from otklik.core.suggestion_quality import Tally

labels = st.sampled_from("абв")
rows = st.lists(st.tuples(labels, labels, st.floats(0, 1), st.booleans()), min_size=1, max_size=20)


def tally_of(some: list[tuple[str, str, float, bool]]) -> Tally:
    found = Tally()
    for decided, likeliest, confidence, is_shown in some:
        found.add([decided], likeliest, confidence, [likeliest] if is_shown else [])
    return found


def test_figures_by_hand() -> None:
    found = tally_of([("а", "а", 0.9, True), ("а", "б", 0.6, True), ("б", "б", 0.3, False), ("б", "б", 0.8, True)])
    assert found.accuracy == found.coverage == 0.75
    assert found.accepted_share == 2 / 3
    assert found.changed == 1
    assert found.macro_f1 is not None
    assert abs(found.macro_f1 - (2 / 3 + 4 / 5) / 2) < 1e-9


def test_any_of_several_labels_is_right() -> None:
    found = Tally()
    found.add(["а", "б"], "б", 0.7, ["б", "в"])
    assert (found.right, found.accepted) == (1, 1)


def test_nothing_counted_says_nothing() -> None:
    empty = Tally()
    assert empty.accuracy is empty.macro_f1 is empty.coverage is empty.calibration_error is None
    assert empty.score == 0


@given(rows, rows)
def test_weeks_add_up_and_survive_storing(first: list, second: list) -> None:  # type: ignore[type-arg]
    together = tally_of(first).plus(tally_of(second))
    stored = Tally.from_json(json.loads(json.dumps(together.as_json())))
    whole = tally_of(first + second)
    assert (stored.decided, stored.right, stored.spoken, stored.accepted) == (
        whole.decided, whole.right, whole.spoken, whole.accepted,
    )  # fmt: skip
    assert stored.macro_f1 == whole.macro_f1
    assert abs((stored.calibration_error or 0) - (whole.calibration_error or 0)) < 1e-9
