"""Scores of the chosen options against the highest possible."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """Scores above the lowest, of the reach of the question's scores. Порядок: murashi 5.12"""
    reach = np.float32(item.high - item.low)
    return item.rescaled * reach, item.answered.astype(np.float32) * reach


FORMULA = RatingFormula(
    slug="option_scores",
    title="Индекс по баллам ответов",
    brief="набранные баллы ÷ наибольшие возможные × 100",
    description=(
        "У каждого варианта ответа есть скрытый балл; у обратных вопросов баллы перевёрнуты. Сумма набранных баллов "
        "сверх наименьших делится на наибольшую возможную по вопросам, на которые человек ответил, и умножается на 100"
    ),
    unit="points",
    part=part,
    scale=100.0,
    examples=(Example("Баллы от 0 до 3: набрано 3, 2 и 0 из 9: 55,6.", ((3,), (2,), (0,)), 100 * 5 / 9, 0, 3),),
)
