"""The share of satisfied marks."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """1 for each satisfied mark, of 1 for each mark. Порядок: murashi 5.12, biysk 4, livny 4"""
    return item.satisfied.astype(np.float32), item.answered.astype(np.float32)


FORMULA = RatingFormula(
    slug="top_2_box",
    title="Доля удовлетворённых",
    brief="оценки «4» и «5» ÷ все оценки",
    description=(
        "Доля оценок «4» и «5» среди всех оценок от 1 до 5 (у шкалы от 0 до 10 — оценок 9 и 10, у выбора — лучшего "
        "ответа). «Затрудняюсь ответить» и пропуски не входят ни в числитель, ни в знаменатель. Если человек оценил "
        "несколько сторон, входят все его оценки, а интервал считается по людям, а не по оценкам"
    ),
    unit="share",
    part=part,
    examples=(
        Example("Оценки 5, 4, 3, 1 и один пропуск: 2 ÷ 4 = 50 %.", ((5,), (4,), (3,), (1,), (None,)), 0.5),
        Example("Двое оценили по две стороны: 5 и 2, 4 и 4: 3 ÷ 4 = 75 %.", ((5, 2), (4, 4)), 0.75),
        Example("По шкале от 0 до 10 оценки 10, 9, 8, 0: 2 ÷ 4 = 50 %.", ((10,), (9,), (8,), (0,)), 0.5, 0, 10),
        Example("Никто не поставил оценки: показатель не определён.", ((None,),), None),
    ),
)
