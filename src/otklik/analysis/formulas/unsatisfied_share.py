"""Appeals or complaints refused, as a share of all received in the quarter."""

from otklik.analysis.counted import Case, Counted
from otklik.analysis.formula import Example, Formula, Line, Lists
from otklik.analysis.verdict_parts import decided, rest
from otklik.core.appeals import Verdict


def compute(counted: Counted, _lists: Lists) -> tuple[Line, ...]:
    """The share that the decree names, then all others, so that the parts add up. Порядок: murashi 4.2, gatchina 4.2"""
    return (
        decided(counted, Verdict.REFUSED, "Отказано"),
        decided(counted, Verdict.SATISFIED, "Удовлетворено"),
        *rest(counted),
    )


FORMULA = Formula(
    slug="unsatisfied_share",
    title="Доля неудовлетворённых",
    brief="доля = число с этим результатом ÷ число всех поступивших за квартал",
    description=(
        "Неудовлетворённым считается обращение (жалоба), получившее отказ: среди вопросов есть неподдержанные "
        "и нет поддержанных; доля — от числа всех поступивших за квартал, включая ещё не рассмотренные"
    ),
    examples=(
        Example(
            "Из 10 жалоб 4 удовлетворены, в 3 отказано, 2 разъяснены, 1 рассматривается: 3 ÷ 10 = 30 %.",
            Counted(
                cases={
                    Case(Verdict.SATISFIED, 5): 4,
                    Case(Verdict.REFUSED, 9): 3,
                    Case(Verdict.EXPLAINED, 3): 2,
                    Case(Verdict.OPEN): 1,
                }
            ),
            {"satisfied": 0.4, "refused": 0.3, "rest": 0.3, "explained": 0.2, "open": 0.1, "all": 1.0},
        ),
    ),
    compute=compute,
)
