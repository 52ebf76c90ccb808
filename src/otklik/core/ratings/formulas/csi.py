"""The index of satisfaction: criteria weighed by their importance, on 0..100."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """Each mark on 0..1, of 1 for each. Порядок: murashi 5.12"""
    return item.rescaled, item.answered.astype(np.float32)


FORMULA = RatingFormula(
    slug="csi",
    title="Индекс удовлетворённости",
    brief="взвешенное по важности среднее критериев, от 0 до 100",
    description=(
        "Для каждого критерия оценки приводятся к шкале от 0 до 100 (1 из 5 — это 0, 5 из 5 — это 100) и усредняются; "
        "индекс — среднее критериев, взвешенное по их важности. Где важность не задана, критерии равны"
    ),
    unit="points",
    part=part,
    by_item=True,
    scale=100.0,
    examples=(
        Example("Критерий А: 5 и 5 (100), критерий Б: 3 и 1 (25); важность равна: 62,5.", ((5, 3), (5, 1)), 62.5),
        Example(
            "Те же оценки, А втрое важнее Б: (3 × 100 + 25) ÷ 4 = 81,25.",
            ((5, 3), (5, 1)),
            81.25,
            importance=(3.0, 1.0),
        ),
    ),
)
