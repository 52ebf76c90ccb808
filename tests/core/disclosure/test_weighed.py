"""What a weighed share gives back to one who knows the weights."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from otklik.core.disclosure.weighed import SLACK, tells_too_few
from otklik.core.ratings.item import Item
from otklik.core.ratings.rating import rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import tally

MANY = {1 + at / 10: (20.0 + at, 40.0) for at in range(12)}


@pytest.mark.parametrize(
    ("classes", "is_told"),
    [
        ({0.7: (2, 40), 1.3: (30, 40)}, True),  # two classes and the plain total: both counts follow
        ({0.7: (38, 40), 1.3: (10, 40)}, True),  # as few are on the other side
        ({0.7: (12, 40), 1.3: (30, 40)}, False),
        ({0.7: (0, 40), 1.3: (30, 40)}, False),  # nobody is no small group
        ({1.0: (2, 40)}, False),  # one class: a plain count, which the tables guard
        ({0.7: (2, 40), 1.0: (20, 40), 1.0001: (20, 40)}, True),
        ({0.9: (2, 40), 1.0: (20, 40), 1.1: (20, 40)}, False),  # (1, 22, 19), …, (12, 0, 30) tell the same
        (MANY, False),
        (MANY | {100.0: (3, 200)}, True),  # who weighs so much is told whatever the others say
        ({}, False),
    ],
)
def test_who_is_told(classes: dict[float, tuple[float, float]], is_told: bool) -> None:
    assert tells_too_few(classes, 5) is is_told


def test_filling_the_classes_finds_what_the_linear_programme_finds() -> None:
    dice, told = Random(5), list[bool]()  # noqa: S311 - made-up tables
    for _ in range(20):
        held = [dice.choice((3, 8, 20, 60)) for _ in range(12)] + [100] * dice.randrange(2)
        classes: dict[float, tuple[float, float]] = {
            dice.uniform(0.2, 4) * (30 if size == 100 else 1): (dice.randint(0, 8 if size == 100 else size), size)
            for size in held
        }
        expected = any(
            (low > 0 and high < 5) or (size - high > 0 and size - low < 5)
            for (low, high), (_, size) in zip(_programme(classes), classes.values(), strict=True)
        )
        assert tells_too_few(classes, 5) is expected
        told.append(expected)
    assert 0 < sum(told) < len(told)


def _programme(classes: dict[float, tuple[float, float]]) -> Iterator[tuple[float, float]]:
    weights, (good, held) = np.array(list(classes)), np.array(list(classes.values())).T
    told, slack = weights @ good, SLACK * (weights @ held)
    known = {"A_ub": [weights, -weights], "b_ub": [told + slack, slack - told], "bounds": [(0, size) for size in held]}
    for aim in np.eye(len(held)):
        ends = [linprog(sign * aim, A_eq=[np.ones(len(held))], b_eq=[good.sum()], **known).fun for sign in (1, -1)]
        yield round(ends[0], 6), round(-ends[1], 6)


def test_a_weighed_share_remembers_whom_it_counts() -> None:
    marks = np.array([5, 4, 1, 5, 2, 9], dtype=np.float32)  # 9: no mark
    weights = np.array([0.5, 0.5, 0.5, 1.5, 1.5, 1.5])
    formula = rating_formulas()["top_2_box"]
    one = tally(formula, [Item("whole", "В целом", marks, 1, 5)], weights)
    found = rate(formula, one + one)
    assert found.value == pytest.approx(2.5 / 4.5)
    assert found.classes == {0.5: (4, 6), 1.5: (2, 4)}
    assert found.counted == (6, 10)
