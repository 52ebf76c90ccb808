"""Legal classes of messages, their clocks, and a due date that explains itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from otklik.core.labels import Labelled
from otklik.core.russian import count_with_word, date_long, plural
from otklik.core.workdays import WorkCalendar

Unit = Literal["calendar", "working"]
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
    """How long an answer may take. `unit` None means that no clock runs; `prolongation_days` count in the same unit."""

    legal_class: LegalClass
    days: int
    unit: Unit | None
    prolongation_days: int
    source: str


@dataclass(frozen=True)
class Deadline:
    """Last day for the answer, the steps that lead to it (Russian sentences) and the days off that were passed over."""

    due_on: date
    steps: tuple[str, ...]
    skipped: tuple[date, ...]

    def as_json(self) -> dict[str, object]:
        """Plain values for storing: days as ISO text."""
        return {
            "due_on": self.due_on.isoformat(),
            "steps": list(self.steps),
            "skipped": [day.isoformat() for day in self.skipped],
        }


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


def compute_deadline(
    rule: DeadlineRule,
    registered_on: date,
    calendar: WorkCalendar,
    *,
    prolonged: bool = False,
    on_day_off: OnDayOff = "preceding",
) -> Deadline | None:
    """The last day for an answer; None when the class has no clock.

    The count starts the day after registration. A calendar count that ends on a day off moves by `on_day_off`;
    it never moves back to before the registration. Источник: 59-ФЗ, статьи 8 и 12; 210-ФЗ, статья 11.2.
    """
    if rule.unit is None:
        return None
    return _deadline(rule, registered_on, calendar, unit=rule.unit, prolonged=prolonged, on_day_off=on_day_off)


def registration_due(received_on: date, calendar: WorkCalendar) -> date:
    """Last day to register what came on the given day: the third day after receipt (59-ФЗ, статья 8).

    When it is a day off, the working day before it, unless that is before receipt: then the first working day after.
    """
    return _settled(received_on + timedelta(days=REGISTRATION_DAYS), received_on, calendar, "preceding")


def forwarding_due(registered_on: date, calendar: WorkCalendar) -> date:
    """Last day to forward an appeal to the body it belongs to: the seventh day after registration (59-ФЗ, статья 8)."""
    return _settled(registered_on + timedelta(days=FORWARDING_DAYS), registered_on, calendar, "preceding")


@lru_cache(maxsize=8192)
def _deadline(
    rule: DeadlineRule,
    registered_on: date,
    calendar: WorkCalendar,
    *,
    unit: Unit,
    prolonged: bool,
    on_day_off: OnDayOff,
) -> Deadline:
    days = rule.days + (rule.prolongation_days if prolonged else 0)
    steps = [
        f"Зарегистрировано {date_long(registered_on)}, срок считается со следующего дня.",
        f"Срок ответа — {_length(rule.days, unit)} ({rule.source}).",
    ]
    if prolonged:
        steps.append(_prolonged_sentence(rule, days, unit))
    if unit == "working":
        return _by_working_days(steps, registered_on, days, calendar)
    return _by_calendar_days(steps, registered_on, days, calendar, on_day_off)


def _by_working_days(steps: list[str], registered_on: date, days: int, calendar: WorkCalendar) -> Deadline:
    due_on = calendar.add_working_days(registered_on, days)
    off = list(calendar.days_off_between(registered_on, due_on))
    if off:
        steps.append(_skipped_sentence(off))
    steps.append(f"Последний день срока — {date_long(due_on)}")
    return Deadline(due_on, tuple(steps), tuple(day for day, _ in off))


def _by_calendar_days(
    steps: list[str], registered_on: date, days: int, calendar: WorkCalendar, on_day_off: OnDayOff
) -> Deadline:
    end_on = registered_on + timedelta(days=days)
    due_on = _settled(end_on, registered_on, calendar, on_day_off)
    reason = calendar.why_off(end_on)
    if reason is None:
        steps.append(f"Последний день срока — {date_long(end_on)}, рабочий день.")
        return Deadline(due_on, tuple(steps), ())
    steps.append(f"Срок заканчивается {date_long(end_on)}, это нерабочий день ({reason}).")
    steps.append(_moved_sentence(end_on, due_on))
    return Deadline(due_on, tuple(steps), tuple(_between(end_on, due_on)))


def _settled(end_on: date, not_before: date, calendar: WorkCalendar, on_day_off: OnDayOff) -> date:
    if on_day_off == "same" or calendar.is_working(end_on):
        return end_on
    preceding = calendar.previous_working(end_on)
    if on_day_off == "preceding" and preceding >= not_before:
        return preceding
    return calendar.next_working(end_on)


def _between(end_on: date, due_on: date) -> list[date]:
    """Days passed over on the way from the end of the count to the due day, the end included and the due day not."""
    sign = 1 if due_on > end_on else -1
    return sorted(end_on + timedelta(days=sign * n) for n in range(abs((due_on - end_on).days)))


def _prolonged_sentence(rule: DeadlineRule, days: int, unit: Unit) -> str:
    if not rule.prolongation_days:
        return "Продление для такого сообщения не предусмотрено, срок прежний."
    return f"Срок продлён на {_length(rule.prolongation_days, unit)}, всего {_length(days, unit)}."


def _moved_sentence(end_on: date, due_on: date) -> str:
    if due_on == end_on:
        return f"По правилу администрации срок на рабочий день не переносится: ответ нужен до {date_long(due_on)}"
    where = "предшествующий" if due_on < end_on else "следующий"
    return f"Ответ нужен не позднее {date_long(due_on)}: срок перенесён на {where} рабочий день."


def _skipped_sentence(off: list[tuple[date, str]]) -> str:
    named = [f"{date_long(day)} — {reason}" for day, reason in off if reason not in {"суббота", "воскресенье"}]
    count = count_with_word(len(off), "нерабочий день", "нерабочих дня", "нерабочих дней")
    start = f"{plural(len(off), 'Пропущен', 'Пропущены', 'Пропущено')} {count}"
    return f"{start}, в том числе: {'; '.join(named)}." if named else f"{start} (субботы и воскресенья)."


def _length(days: int, unit: Unit) -> str:
    if unit == "working":
        return count_with_word(days, "рабочий день", "рабочих дня", "рабочих дней")
    return count_with_word(days, "календарный день", "календарных дня", "календарных дней")
