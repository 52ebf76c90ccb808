"""The mean of the questions' means: every question weighs the same, however many answered it."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, _any_mark: Mask) -> tuple[Marks, Marks]:
    """Each mark on 0..1, of 1 for each. Порядок: murashi 5.12"""
    return item.rescaled, item.answered.astype(np.float32)


FORMULA = RatingFormula(
    slug="mean_of_item_means",
    title="Среднее средних оценок",
    brief="сумма средних по вопросам ÷ число вопросов, от 1 до 5",
    description=(
        "Для каждого вопроса считается средняя оценка, затем среднее этих средних: вопрос, на который ответили "
        "немногие, весит столько же, сколько остальные. Оценки другой шкалы приведены к шкале от 1 до 5"
    ),
    unit="mark",
    part=part,
    by_item=True,
    scale=4.0,
    shift=1.0,
    examples=(
        Example(
            "Первый вопрос: 5, 5, 5 (среднее 5), второй ответил один: 1; (5 + 1) ÷ 2 = 3.",
            ((5, 1), (5, None), (5, None)),
            3.0,
        ),
    ),
)
