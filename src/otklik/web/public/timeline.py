"""The author's view of a case: what was done, what is being done, by whom and until when, in plain sentences."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import timezone

from otklik.core.appeals import ItemStatus
from otklik.core.russian import date_long
from otklik.intake.queries import FeedbackItem, is_ended


@dataclass(frozen=True)
class TimelineStep:
    """One line: its day in words, what happens, whether it is done, happening now, or ahead."""

    when: str
    text: str
    state: Literal["done", "now", "ahead"]
    note: str = ""


def _day(moment: date | datetime) -> str:
    return date_long(timezone.localdate(moment) if isinstance(moment, datetime) else moment)


def timeline_of(item: FeedbackItem) -> list[TimelineStep]:
    """All steps of the case, from receipt to what is still ahead."""
    steps = [TimelineStep(_day(item.received_at), "Мы получили ваше сообщение.", "done")]
    if item.registered_on:
        steps.append(TimelineStep(_day(item.registered_on), f"Зарегистрировали под номером {item.number}.", "done"))
    steps.extend(
        TimelineStep(_day(event.at), _to_author(event.move, event.text), "done")
        for event in item.events.all()
        if event.is_public
    )
    return steps if is_ended(item) else steps + _ahead(item)


#: Steps that are said to the author in other words than to the staff.
YOURS = {
    "addition": "Вы дополнили сообщение.",
    "mark": "Вы отметили, довольны ли ответом.",
    "interim": "Мы написали вам, как идёт дело.",
}


def _to_author(move: str, text: str) -> str:
    return YOURS.get(move, text)


def _ahead(item: FeedbackItem) -> list[TimelineStep]:
    who = item.department.title if item.department else ""
    text = f"Сейчас сообщение рассматривает: {who}." if who else "Сейчас сообщение ждёт исполнителя."
    if not item.is_appeal:
        text = "Сообщение прочитают и учтут. Ответ на отзыв или благодарность не обязателен, поэтому срока нет."
        return [TimelineStep("", text, "now")]
    if not item.due_on:
        return [TimelineStep("", text, "now")]
    note = "Срок продлевали: причина указана выше." if item.status == ItemStatus.PROLONGED else ""
    return [
        TimelineStep("", text, "now", note),
        TimelineStep(f"не позднее {date_long(item.due_on)}", "Вы получите ответ.", "ahead", _lateness(item)),
    ]


def _lateness(item: FeedbackItem) -> str:
    if item.due_on and timezone.localdate() > item.due_on:
        return "Срок прошёл, а ответа ещё нет. Это наша ошибка: вы вправе пожаловаться на нарушение срока."
    return ""


HEADLINES = {
    ItemStatus.NEW: "Сообщение ждёт регистрации",
    ItemStatus.REGISTERED: "Сообщение зарегистрировано",
    ItemStatus.IN_WORK: "Над сообщением работают",
    ItemStatus.PROLONGED: "Над сообщением работают, срок продлён",
    ItemStatus.ANSWERED: "Ответ готов",
    ItemStatus.CLOSED: "Рассмотрение закончено",
    ItemStatus.FORWARDED: "Сообщение передано тем, кто решает такой вопрос",
}


def headline_of(item: FeedbackItem) -> str:
    """The state in one sentence, for the page's heading."""
    return HEADLINES[ItemStatus(item.status)]
