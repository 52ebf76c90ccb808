"""The share of negative marks."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """1 for each negative mark, of 1 for each mark. Порядок: murashi 5.12"""
    return item.negative.astype(np.float32), item.answered.astype(np.float32)


FORMULA = RatingFormula(
    slug="bottom_2_box",
    title="Доля неудовлетворённых",
    brief="оценки «1» и «2» ÷ все оценки",
    description=(
        "Доля оценок «1» и «2» среди всех оценок от 1 до 5 (у шкалы от 0 до 10 — оценок от 0 до 6, у выбора — худшего "
        "ответа). «Затрудняюсь ответить» и пропуски не входят; интервал считается по людям"
    ),
    unit="share",
    part=part,
    examples=(
        Example("Оценки 5, 3, 2, 1: 2 ÷ 4 = 50 %.", ((5,), (3,), (2,), (1,)), 0.5),
        Example("По шкале от 0 до 10 оценки 10, 7, 6, 0: 2 ÷ 4 = 50 %.", ((10,), (7,), (6,), (0,)), 0.5, 0, 10),
    ),
    good_is_high=False,
)
