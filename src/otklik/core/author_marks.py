"""What an author may say to an answer, until when, and what follows from it."""

from datetime import date, timedelta

from otklik.core.labels import Labelled

DEFAULT_DAYS = 30
LONGEST_DAYS = 365


class Mark(Labelled):
    """The author's word on an answer."""

    SATISFIED = "satisfied", "Доволен ответом"
    UNSATISFIED = "unsatisfied", "Не доволен ответом"


class AfterUnsatisfied(Labelled):
    """What an administration does when the author is not satisfied."""

    REOPEN = "reopen", "обращение возвращается в работу"
    REPEAT = "repeat", "регистрируется повторное обращение"
    NOTE = "note", "только учитывается"


def last_day(answered_on: date, days: int) -> date:
    """The last day on which the mark is taken: `days` after the answer."""
    return answered_on + timedelta(days=days)


def may_mark(answered_on: date, today: date, days: int) -> bool:
    """Whether the answer of that day may still be marked today."""
    return today <= last_day(answered_on, days)
