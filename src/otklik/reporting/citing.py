"""How a paper cites the decree: «в соответствии с пунктом 4.2 Порядка …», «раздел 4»."""

import re

from otklik.core.russian import date_long
from otklik.procedures.schema import Procedure

_NUMBER = re.compile(r"\d+(\.\d+)*")
_INSTRUMENTAL = {True: ("пунктом", "пунктами"), False: ("разделом", "разделами")}
_NOMINATIVE = {True: ("пункт", "пункты"), False: ("раздел", "разделы")}


def place(procedure: Procedure, *clauses: str, instrumental: bool = False) -> str:
    """«пункт 4.2», «разделом 4», «пункты 4.1 и 4.2»; a clause that is no number («Приложение») stands as it is."""
    numbers = list(dict.fromkeys(part.strip() for clause in clauses for part in clause.split(",") if part.strip()))
    if not all(_NUMBER.fullmatch(number) for number in numbers):
        return ", ".join(numbers)
    words = (_INSTRUMENTAL if instrumental else _NOMINATIVE)[procedure.act.numbered_clauses]
    return f"{words[len(numbers) > 1]} {' и '.join([', '.join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)}"


def basis(procedure: Procedure, *clauses: str) -> str:
    """«В соответствии с пунктом 4.2 Порядка …, утверждённого постановлением … от 28 мая 2025 г. № 530»."""
    act = procedure.act
    order = re.sub(r"^Порядок\b", "Порядка", act.act_title)
    kind = f"{act.act_kind.lower()}м"
    where = place(procedure, *clauses, instrumental=True)
    return (
        f"В соответствии с {where} {order}, утверждённого {kind} {act.title_genitive} "
        f"от {date_long(act.signed_on)} № {act.number}"
    )


def restriction(procedure: Procedure) -> str:
    """The decree's own sentence with its clause in brackets."""
    entry = procedure.restriction
    return f"{entry.quote.rstrip('. ')} ({place(procedure, entry.clause)} Порядка)."
