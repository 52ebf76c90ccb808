"""States of packs and their pages, ends of calls."""

from django.db.models import TextChoices


class PackState(TextChoices):
    """How far a pack is."""

    WAITING = "waiting", "ждёт очереди"
    READING = "reading", "читается"
    READY = "ready", "разобрана"
    FAILED = "failed", "не прочиталась"
    DONE = "done", "внесена"


class PageKind(TextChoices):
    """What a page of a pack is."""

    PAGE = "page", "страница"
    SEPARATOR = "separator", "лист-разделитель"
    BLANK = "blank", "пустой оборот"
    DROPPED = "dropped", "убрана"


class CallEnd(TextChoices):
    """What a call ended with."""

    ANSWERED = "answered", "ответили сразу"
    CASE = "case", "стало обращением"
    PASSED = "passed", "передали"


class TextState(TextChoices):
    """How far the text of a scan is."""

    WAITING = "waiting", "ждёт очереди"
    READING = "reading", "читается"
    READY = "ready", "прочитан"
    FAILED = "failed", "не прочитан"
