"""Reasons, most frequent first, counted by questions."""

from otklik.analysis.counted import NOT_STATED, Counted, Question
from otklik.analysis.formula import Example, Formula, Line, Lists, Option, share, whole


def compute(counted: Counted, lists: Lists) -> tuple[Line, ...]:
    """A row for each reason by falling count, «не указана» last, then the sum. Порядок: murashi 4.2, gatchina 4.2"""
    found, records = counted.tally_reasons()
    total = sum(found.values())
    ordered = sorted(lists.reasons, key=lambda one: -found[one.slug])
    options = (*ordered, Option(NOT_STATED, "Причина не указана"))
    rows = (
        Line(key, title, share(found[key], total), pairs=(("reason", key),), records=records[key])
        for key, title in ((one.slug, one.title) for one in options)
    )
    return (*rows, whole(total, "Всего вопросов", records=counted.records))


FORMULA = Formula(
    slug="reasons",
    title="Основные причины",
    brief="доля = вопросы с этой причиной ÷ все вопросы обращений, поступивших за квартал",
    description=(
        "Считаются вопросы обращений: у каждого вопроса своя причина, обращение без выделенных вопросов считается "
        "одним вопросом. Доля причины — число вопросов с этой причиной, делённое на число всех вопросов в обращениях, "
        "поступивших за квартал; вопросы без причины стоят отдельной строкой"
    ),
    examples=(
        Example(
            "В 9 обращениях 10 вопросов: 6 из-за бездействия, 4 без причины: 6 ÷ 10 = 60 %.",
            Counted(
                reasons={"delay": 6, NOT_STATED: 4},
                several=((Question(reason="delay"), Question(reason="delay")),),
            ),
            {"delay": 0.6, "rude": 0.0, NOT_STATED: 0.4, "all": 1.0},
            Lists(reasons=(Option("rude", "Грубость"), Option("delay", "Бездействие"))),
        ),
    ),
    compute=compute,
    counts="questions",
)
