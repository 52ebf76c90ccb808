"""The sentences of an explained term, in the words of the term that is counted."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from otklik.core.russian import count_with_word, date_long, plural

Unit = Literal["calendar", "working", "working_hours"]


@dataclass(frozen=True)
class TermWords:
    """How a term is told: what begins it, what it is called, what is needed by its end."""

    began: str
    term: str
    needed: str


ANSWER = TermWords("Зарегистрировано", "Срок ответа", "Ответ нужен")
REGISTRATION = TermWords("Поступило", "Срок регистрации", "Зарегистрировать нужно")
FORWARDING = TermWords("Зарегистрировано", "Срок направления по компетенции", "Направить и сообщить автору нужно")


def begun(words: TermWords, on: date) -> str:
    """What the count starts from."""
    return f"{words.began} {date_long(on)}, срок считается со следующего дня."


def rule_sentence(words: TermWords, count: int, unit: Unit, source: str) -> str:
    """How long, and by which act."""
    return f"{words.term} — {length(count, unit)} ({source})."


def prolonged_sentence(more: int, whole: int, unit: Unit) -> str:
    """How much longer; 0 is a class that cannot be prolonged."""
    if not more:
        return "Продление для такого сообщения не предусмотрено, срок прежний."
    return f"Срок продлён на {length(more, unit)}, всего {length(whole, unit)}."


def worked_end(end_on: date) -> str:
    """The count ends on a working day."""
    return f"Последний день срока — {date_long(end_on)}, рабочий день."


def day_off_end(end_on: date, reason: str) -> str:
    """The count ends on a day off."""
    return f"Срок заканчивается {date_long(end_on)}, это нерабочий день ({reason})."


def moved_sentence(words: TermWords, end_on: date, due_on: date) -> str:
    """What becomes of a term that ends on a day off."""
    if due_on == end_on:
        asked = words.needed[0].lower() + words.needed[1:]
        return f"По правилу администрации срок на рабочий день не переносится: {asked} до {date_long(due_on)}"
    where = "предшествующий" if due_on < end_on else "следующий"
    return f"{words.needed} не позднее {date_long(due_on)}: срок перенесён на {where} рабочий день."


def skipped_sentence(off: list[tuple[date, str]]) -> str:
    """The days off that a count of working days passed over; holidays by name."""
    named = [f"{date_long(day)} — {reason}" for day, reason in off if reason not in {"суббота", "воскресенье"}]
    count = count_with_word(len(off), "нерабочий день", "нерабочих дня", "нерабочих дней")
    start = f"{plural(len(off), 'Пропущен', 'Пропущены', 'Пропущено')} {count}"
    return f"{start}, в том числе: {'; '.join(named)}." if named else f"{start} (субботы и воскресенья)."


def length(count: int, unit: Unit) -> str:
    """«30 календарных дней», «15 рабочих дней», «4 рабочих часа»."""
    if unit == "working_hours":
        return count_with_word(count, "рабочий час", "рабочих часа", "рабочих часов")
    if unit == "working":
        return count_with_word(count, "рабочий день", "рабочих дня", "рабочих дней")
    return count_with_word(count, "календарный день", "календарных дня", "календарных дней")
