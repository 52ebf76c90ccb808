"""A leak in plain words: which group, by which publications together, and what to do."""

from otklik.core.disclosure.reached import EDITION, OF, REST, YES, Group, Reached
from otklik.core.periods import Quarter
from otklik.core.russian import plural

NAMED = 4


def group_words(group: Group) -> str:
    """«III квартал 2025 года, жильё»; «всего» for everybody."""
    return ", ".join(_label(name, label) for name, label in group if name != EDITION) or "всего"


def leak_words(leak: Reached, new: set[str], minimum: int) -> str:
    """The whole leak: «… стало бы известно, что …»."""
    group = group_words(leak.group)
    people = plural(leak.high, "человек или сообщение", "человека или сообщения", "человек или сообщений")
    count = str(leak.high) if leak.low == leak.high else f"от {leak.low} до {leak.high}"
    seen = f"«{group}»: стало бы видно {count} {people}, а меньше {minimum} показывать нельзя."
    return f"{seen} {_how(leak)} {_advice(leak, new)}"


def _how(leak: Reached) -> str:
    given = _names(leak.given_by)
    if leak.hidden_in:
        return f"Таблица {_names(leak.hidden_in)} скрывает это число, но его выдают вычитанием {given or 'её суммы'}."
    if len(leak.given_by) == 1:
        return f"Это число стоит в таблице {given} или получается из её сумм."
    return f"Ни одна таблица его не называет, но оно получается вычитанием: {given}."


def _advice(leak: Reached, new: set[str]) -> str:
    own = [name for name in (*leak.hidden_in, *leak.given_by) if name in new]
    old = [name for name in leak.given_by if name not in new]
    where = f"в таблице {_names(own[:1])}" if own else "в новой публикации"
    if old:
        return f"Прежнее уже прочитали, поэтому скройте это или соседнее число {where} либо оставьте прежние числа."
    return f"Скройте ещё одно число {where} или объедините соседние строки."


def _names(names: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:NAMED])
    return f"{shown} и ещё {len(names) - NAMED}" if len(names) > NAMED else shown


def _label(name: str, label: str) -> str:
    if label == YES and OF in name:
        return name.split(OF, 1)[1]
    if label == REST:
        return f"все прочие ({name})"
    try:
        return Quarter.parse(label).title
    except ValueError:
        return label
