"""The share of satisfied over several questions, each respondent counted once in each."""

import numpy as np

from otklik.core.ratings.formula import Example, RatingFormula
from otklik.core.ratings.item import Item, Marks, Mask


def part(item: Item, any_mark: Mask) -> tuple[Marks, Marks]:
    """1 for each satisfied mark, of 1 for each respondent, answered or not. Порядок: murashi 5.12"""
    return item.satisfied.astype(np.float32), any_mark.astype(np.float32)


FORMULA = RatingFormula(
    slug="pooled_share",
    title="Доля удовлетворённых по нескольким вопросам",
    brief="(Ок + Од) ÷ 2О: удовлетворённые по каждому вопросу ÷ число опрошенных × число вопросов",
    description=(
        "Число удовлетворённых («4» и «5», у выбора — лучший ответ) складывается по всем вопросам и делится на число "
        "опрошенных, умноженное на число вопросов. Тот, кто ответил лишь на часть вопросов, в знаменателе стоит "
        "полностью: пропуск не считается удовлетворённостью"
    ),
    unit="share",
    part=part,
    examples=(
        Example(
            "Из 4 опрошенных первым довольны 3, вторым 2: (3 + 2) ÷ (2 × 4) = 62,5 %.",
            ((5, 4), (4, 5), (5, 2), (1, None)),
            0.625,
        ),
    ),
)
