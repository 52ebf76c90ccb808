"""The mean mark."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """Each mark on 0..1, of 1 for each. Порядок: murashi 5.12"""
    return item.rescaled, item.answered.astype(np.float32)


FORMULA = RatingFormula(
    slug="mean",
    title="Средняя оценка",
    brief="сумма оценок ÷ число оценок, от 1 до 5",
    description=(
        "Сумма всех оценок, делённая на их число. Оценки другой шкалы приведены к шкале от 1 до 5: 0 из 10 — это 1, "
        "10 из 10 — это 5. «Затрудняюсь ответить» и пропуски не входят; интервал — по распределению Стьюдента, по людям"
    ),
    unit="mark",
    part=part,
    scale=4.0,
    shift=1.0,
    examples=(
        Example("Оценки 5, 4, 3 и пропуск: 12 ÷ 3 = 4.", ((5,), (4,), (3,), (None,)), 4.0),
        Example("По шкале от 0 до 10 оценки 10 и 5: 5 и 3, в среднем 4.", ((10,), (5,)), 4.0, 0, 10),
    ),
)
