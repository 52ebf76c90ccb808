"""What a change in an outside register does to a case here: the rules, and the questions that they ask."""

from datetime import datetime

from otklik.core.appeals import Outcome
from otklik.intake.bulk.telling import OuterTold
from otklik.intake.models import FeedbackItem

#: As the page states them.
RULES = (
    "Что говорит исходная система, всегда записывается рядом с делом и видно здесь.",
    "Само дело следует за ней, пока с ним никто у нас не работал: нет исполнителя, шага, ответа, черновика человека.",
    "Работа наших людей никогда не переписывается: разница показывается им.",
    "Слово, которого нет в сопоставлении, показывается и ничего не меняет.",
    "Дело, оконченное там, получает результат, день и текст ответа; возобновлённое там снова открыто здесь.",
    "Текст, автор, вид и дата поступления более поздним файлом не меняются.",
)


def is_news(item: FeedbackItem, told: OuterTold) -> bool:
    """Whether the row says something else than what is known of the register so far."""
    if told.says_nothing:
        return False
    known = getattr(item, "outer_state", None)
    if known is not None:
        return differs(told, known.word, known.answered_at, known.answer)
    return _departs(item, told)


def differs(told: OuterTold, word: str, answered_at: datetime | None, answer: str) -> bool:
    """From the state that was told last; what a row leaves out is no news."""
    return (told.word or word, told.answered_at or answered_at, told.answer or answer) != (word, answered_at, answer)


def _departs(item: FeedbackItem, told: OuterTold) -> bool:
    """From the case as its first file made it: an open case of which the register says no more than that is no news."""
    question = next(iter(item.questions.all()), None)
    outcome = Outcome(question.outcome) if question else Outcome.IN_WORK
    if told.answer and all(one.text != told.answer for one in item.answers.all()):
        return True
    if not told.has_ended:
        return outcome != Outcome.IN_WORK and not worked_on(item)
    return outcome != told.outcome


def worked_on(item: FeedbackItem) -> bool:
    """Whether a person of ours has done something with the case that a register must not undo."""
    if item.assignee_id or any(event.by_id for event in item.events.all()) or len(item.questions.all()) > 1:
        return True
    return bool(list(item.drafts.all())) or any(one.signed_by_id or one.number for one in item.answers.all())
