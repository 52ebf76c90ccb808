"""Legal classes of messages, their clocks, and a due date that explains itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from otklik.core import deadline_words as told
from otklik.core.deadline_words import TermWords, Unit
from otklik.core.labels import Labelled
from otklik.core.office_hours import OfficeHours, Span
from otklik.core.russian import date_long
from otklik.core.workdays import WorkCalendar

OnDayOff = Literal["preceding", "following", "same"]
REGISTRATION_DAYS = 3
FORWARDING_DAYS = 7


class LegalClass(Labelled):
    """What the law sees in a message: each class has its own clock."""

    APPEAL_59FZ = "appeal_59fz", "Обращение гражданина (59-ФЗ)"
    SERVICE_COMPLAINT_210FZ = "service_complaint_210fz", "Жалоба на предоставление услуги (210-ФЗ)"
    SERVICE_REFUSAL_210FZ = (
        "service_refusal_210fz",
        "Жалоба на отказ в приёме документов или исправлении ошибки (210-ФЗ)",
    )
    INFORMATION_8FZ = "information_8fz", "Запрос информации о деятельности (8-ФЗ)"
    POS_MESSAGE = "pos_message", "Сообщение через платформу обратной связи"
    POS_FAST = "pos_fast", "Сообщение через платформу обратной связи, ускоренное рассмотрение"
    NETWORK_MESSAGE = "network_message", "Сообщение в социальной сети"
    MESSAGE = "message", "Сообщение без подтверждения личности"
    INTERNAL = "internal", "Сообщение внутреннего клиента"
    OPINION = "opinion", "Отзыв, мнение или оценка (срок не установлен)"


@dataclass(frozen=True)
class DeadlineRule:
    """How long an answer may take. `unit` None means that no clock runs; `prolongation_days` count in the same unit.

    With the unit `working_hours` both numbers are hours of work.
    """

    legal_class: LegalClass
    days: int
    unit: Unit | None
    prolongation_days: int
    source: str


@dataclass(frozen=True)
class Deadline:
    """Last day for the answer, the steps that lead to it (Russian sentences) and the days off that were passed over.

    `start_on` is the day before the first counted one; a term in hours has its spans of working time, and ends with
    the last of them.
    """

    due_on: date
    steps: tuple[str, ...]
    skipped: tuple[date, ...]
    start_on: date
    unit: Unit = "calendar"
    spans: tuple[Span, ...] = ()

    @property
    def due_at(self) -> datetime | None:
        """The local moment at which a term in hours ends; None for a term in days."""
        return self.spans[-1].end if self.spans else None

    def as_json(self) -> dict[str, object]:
        """Plain values for storing: days as ISO text. What `core.day_count` needs to show the count day by day."""
        plain: dict[str, object] = {
            "due_on": self.due_on.isoformat(),
            "steps": list(self.steps),
            "skipped": [day.isoformat() for day in self.skipped],
            "start_on": self.start_on.isoformat(),
            "unit": self.unit,
        }
        if self.spans:
            plain["spans"] = [[f"{span.start:%Y-%m-%dT%H:%M}", f"{span.end:%Y-%m-%dT%H:%M}"] for span in self.spans]
        return plain


def _rules(*rules: DeadlineRule) -> Mapping[LegalClass, DeadlineRule]:
    return MappingProxyType({rule.legal_class: rule for rule in rules})


DEFAULT_RULES = _rules(
    DeadlineRule(LegalClass.APPEAL_59FZ, 30, "calendar", 30, "59-ФЗ, статья 12"),
    DeadlineRule(LegalClass.SERVICE_COMPLAINT_210FZ, 15, "working", 0, "210-ФЗ, статья 11.2"),
    DeadlineRule(LegalClass.SERVICE_REFUSAL_210FZ, 5, "working", 0, "210-ФЗ, статья 11.2"),
    DeadlineRule(LegalClass.INFORMATION_8FZ, 30, "calendar", 15, "8-ФЗ, статья 18"),
    DeadlineRule(LegalClass.POS_MESSAGE, 30, "calendar", 0, "правила платформы обратной связи"),
    DeadlineRule(LegalClass.POS_FAST, 10, "calendar", 0, "правила платформы обратной связи, ускоренные темы"),
    DeadlineRule(LegalClass.NETWORK_MESSAGE, 1, "working", 0, "настройка администрации для социальных сетей"),
    DeadlineRule(LegalClass.MESSAGE, 30, "calendar", 30, "настройка администрации: как для обращений"),
    DeadlineRule(LegalClass.INTERNAL, 30, "calendar", 30, "настройка администрации для внутренних клиентов"),
    DeadlineRule(LegalClass.OPINION, 0, None, 0, "срок ответа законом не установлен"),
)


REGISTRATION_RULE = DeadlineRule(LegalClass.APPEAL_59FZ, REGISTRATION_DAYS, "calendar", 0, "59-ФЗ, статья 8")
FORWARDING_RULE = DeadlineRule(LegalClass.APPEAL_59FZ, FORWARDING_DAYS, "calendar", 0, "59-ФЗ, статья 8")


def compute_deadline(
    rule: DeadlineRule,
    registered_on: date,
    calendar: WorkCalendar,
    *,
    prolonged: bool = False,
    on_day_off: OnDayOff = "preceding",
    registered_at: datetime | None = None,
    office: OfficeHours | None = None,
) -> Deadline | None:
    """The last day for an answer; None when the class has no clock.

    The count starts the day after registration. A calendar count that ends on a day off moves by `on_day_off`;
    it never moves back to the day of registration itself. Hours are counted from the local moment `registered_at`
    (midnight of the day when it is not known). Источник: 59-ФЗ, статьи 8 и 12; 210-ФЗ, статья 11.2.
    """
    if rule.unit is None:
        return None
    if rule.unit == "working_hours":
        start = registered_at or datetime.combine(registered_on, datetime.min.time())
        return _by_hours(rule, start, calendar, office or OfficeHours(), prolonged=prolonged)
    return _deadline(rule, registered_on, calendar, told.ANSWER, prolonged=prolonged, on_day_off=on_day_off)


def registration_deadline(received_on: date, calendar: WorkCalendar) -> Deadline:
    """The term of registration: the third day after receipt (59-ФЗ, статья 8).

    When it is a day off, the working day before it, unless nothing but days off lies between: then the first working
    day after, as what comes on the eve of days off is registered after them.
    """
    return _deadline(REGISTRATION_RULE, received_on, calendar, told.REGISTRATION)


def forwarding_deadline(registered_on: date, calendar: WorkCalendar) -> Deadline:
    """The term of forwarding with notice to the author: the seventh day after registration (59-ФЗ, статья 8)."""
    return _deadline(FORWARDING_RULE, registered_on, calendar, told.FORWARDING)


def registration_due(received_on: date, calendar: WorkCalendar) -> date:
    """Last day to register what came on the given day."""
    return registration_deadline(received_on, calendar).due_on


def forwarding_due(registered_on: date, calendar: WorkCalendar) -> date:
    """Last day to forward an appeal to the body it belongs to."""
    return forwarding_deadline(registered_on, calendar).due_on


def prolongation_notice(rule: DeadlineRule, answer: Deadline) -> Deadline | None:
    """The last day to prolong and to tell the author of it: the last day of the first term (59-ФЗ, статья 12).

    `answer` is the term that is not prolonged; None for a class that cannot be prolonged.
    """
    if rule.unit is None or not rule.prolongation_days:
        return None
    step = (
        f"Продлить срок (не более чем на {told.length(rule.prolongation_days, rule.unit)}) и сообщить об этом автору "
        f"можно, пока не истёк первый срок: не позднее {date_long(answer.due_on)}"
    )
    return Deadline(answer.due_on, (*answer.steps, step), answer.skipped, answer.start_on, answer.unit, answer.spans)


@lru_cache(maxsize=8192)
def _deadline(
    rule: DeadlineRule,
    registered_on: date,
    calendar: WorkCalendar,
    words: TermWords,
    *,
    prolonged: bool = False,
    on_day_off: OnDayOff = "preceding",
) -> Deadline:
    unit = rule.unit or "calendar"
    days = rule.days + (rule.prolongation_days if prolonged else 0)
    steps = [told.begun(words, registered_on), told.rule_sentence(words, rule.days, unit, rule.source)]
    if prolonged:
        steps.append(told.prolonged_sentence(rule.prolongation_days, days, unit))
    if unit == "working":
        return _by_working_days(steps, registered_on, days, calendar)
    return _by_calendar_days(steps, registered_on, days, calendar, on_day_off=on_day_off, words=words)


def _by_working_days(steps: list[str], registered_on: date, days: int, calendar: WorkCalendar) -> Deadline:
    due_on = calendar.add_working_days(registered_on, days)
    off = list(calendar.days_off_between(registered_on, due_on))
    if off:
        steps.append(told.skipped_sentence(off))
    steps.append(f"Последний день срока — {date_long(due_on)}")
    return Deadline(due_on, tuple(steps), tuple(day for day, _ in off), registered_on, "working")


def _by_calendar_days(
    steps: list[str], registered_on: date, days: int, calendar: WorkCalendar, *, on_day_off: OnDayOff, words: TermWords
) -> Deadline:
    end_on = registered_on + timedelta(days=days)
    due_on = _settled(end_on, registered_on, calendar, on_day_off)
    reason = calendar.why_off(end_on)
    if reason is None:
        steps.append(told.worked_end(end_on))
        return Deadline(due_on, tuple(steps), (), registered_on)
    steps.append(told.day_off_end(end_on, reason))
    steps.append(told.moved_sentence(words, end_on, due_on))
    return Deadline(due_on, tuple(steps), tuple(_between(end_on, due_on)), registered_on)


def _by_hours(
    rule: DeadlineRule, start: datetime, calendar: WorkCalendar, office: OfficeHours, *, prolonged: bool
) -> Deadline:
    hours = rule.days + (rule.prolongation_days if prolonged else 0)
    spans = office.counted(start, hours, calendar)
    due_at = spans[-1].end
    steps = [
        f"Зарегистрировано {date_long(start.date())} в {start:%H:%M}, считается только рабочее время.",
        told.rule_sentence(told.ANSWER, rule.days, "working_hours", rule.source),
    ]
    if prolonged:
        steps.append(told.prolonged_sentence(rule.prolongation_days, hours, "working_hours"))
    off = list(calendar.days_off_between(start.date(), due_at.date()))
    if off:
        steps.append(told.skipped_sentence(off))
    steps.append(f"Срок истекает {date_long(due_at.date())} в {due_at:%H:%M}.")
    return Deadline(due_at.date(), tuple(steps), tuple(day for day, _ in off), start.date(), "working_hours", spans)


def _settled(end_on: date, not_before: date, calendar: WorkCalendar, on_day_off: OnDayOff) -> date:
    if on_day_off == "same" or calendar.is_working(end_on):
        return end_on
    preceding = calendar.previous_working(end_on)
    if on_day_off == "preceding" and preceding > not_before:
        return preceding
    return calendar.next_working(end_on)


def _between(end_on: date, due_on: date) -> list[date]:
    """Days passed over on the way from the end of the count to the due day, the end included and the due day not."""
    sign = 1 if due_on > end_on else -1
    return sorted(end_on + timedelta(days=sign * n) for n in range(abs((due_on - end_on).days)))
