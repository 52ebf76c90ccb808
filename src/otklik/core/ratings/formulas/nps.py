"""Readiness to recommend: promoters less detractors."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import TEN, Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """1 for 9 and 10, −1 for 0 to 6, of 1 for each mark; other scales do not enter. Порядок: murashi 5.12"""
    if item.scale != TEN:
        nothing = np.zeros(len(item.marks), dtype=np.float32)
        return nothing, nothing
    return item.satisfied.astype(np.float32) - item.negative, item.answered.astype(np.float32)


FORMULA = RatingFormula(
    slug="nps",
    title="Готовность рекомендовать",
    brief="доля оценок 9–10 − доля оценок 0–6, от −100 до 100",
    description=(
        "Вопрос со шкалой от 0 до 10. Из доли оценок 9 и 10 вычитается доля оценок от 0 до 6; итог от −100 до 100. "
        "Вопросы с другой шкалой не входят; интервал — по распределению Стьюдента"
    ),
    unit="balance",
    part=part,
    scale=100.0,
    examples=(
        Example("Оценки 10, 9, 8, 3: 50 % − 25 % = 25.", ((10,), (9,), (8,), (3,)), 25.0, 0, 10),
        Example("По шкале от 1 до 5 не считается.", ((5,), (1,)), None),
    ),
)
