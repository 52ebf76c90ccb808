"""Every occurrence of every duty of a decree: for which period, until when, why that day, by which clause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from otklik.core.recurring import Every, Span, span_of
from otklik.core.russian import count_with_word, date_long
from otklik.core.workdays import WorkCalendar, moves_are_known
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import DutyDeadline

#: What is done with a last day that falls on a day off.
DayOff = Literal["previous", "next", "same"]
_DAY = timedelta(days=1)
_COUNTED = {
    "feedback": ("сообщение", "сообщения", "сообщений"),
    "answers": ("ответ", "ответа", "ответов"),
}
#: Messages or answers of a month by its first day, for each thing counted.
Volumes = Mapping[str, Mapping[date, int]]


@dataclass(frozen=True)
class LastDay:
    """The last day of a duty: the one that holds, the one that the decree gives, and why they are so, in sentences."""

    on: date
    given_on: date
    is_named: bool
    words: tuple[str, ...]

    @property
    def is_moved(self) -> bool:
        """Whether a day off moved it."""
        return self.on != self.given_on


@dataclass(frozen=True)
class Occurrence:
    """A duty for one period; it can be done from `opens_on`. `why_shorter`: why the period is only a month."""

    duty: DutyDeadline
    span: Span
    opens_on: date
    last: LastDay
    why_shorter: str = ""

    @property
    def key(self) -> str:
        """Names it for ever: «package:2025-07-01:2025-09-30»."""
        return f"{self.duty.slug}:{self.span.starts_on}:{self.span.ends_on}"


@dataclass(frozen=True)
class DutyRules:
    """What an administration chose where the decree is silent."""

    day_off: DayOff = "previous"
    #: The act by which a day off moves the last day otherwise than to the day before.
    basis: str = ""
    #: Nothing that ended before this day is asked for.
    since: date | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    #: How much came in the months, for duties whose period depends on the volume.
    volumes: Volumes = field(default_factory=lambda: MappingProxyType({}), hash=False)


def occurrences(procedure: Procedure, since: date, until: date, rules: DutyRules) -> list[Occurrence]:
    """Duties whose last day lies in the days given (both count), by day; none of periods before the decree's force."""
    begun = max(procedure.act.effective_on, rules.since or procedure.act.effective_on)
    found = [
        one
        for duty in procedure.deadlines
        for one in (*_regular(duty, since, until, rules), *_months(duty, procedure, rules))
        if one.span.ends_on >= begun and since <= one.last.on <= until
    ]
    return sorted(found, key=lambda one: (one.last.on, one.span.ends_on, one.duty.slug))


def last_day(duty: DutyDeadline, span: Span, rules: DutyRules) -> LastDay:
    """Until when the duty is done for the period, and why. Порядок: murashi 5.18, 5.20"""
    given = _given(duty, span)
    words = [_why_given(duty, given)]
    reason = rules.calendar.why_off(given)
    if reason is None:
        words.append(f"{date_long(given)} — рабочий день, срок не переносится.")
        on = given
    else:
        on, why = _moved(given, opens_on(duty, span), reason, rules)
        words.append(why)
    if not moves_are_known(given.year):
        words.append(f"Перенос выходных на {given.year} год ещё не объявлен: день может уточниться.")
    if duty.note:
        words.append(duty.note)
    return LastDay(on, given, duty.day is not None, tuple(one.replace("г..", "г.") for one in words))


def opens_on(duty: DutyDeadline, span: Span) -> date:
    """The first day on which it can be done."""
    return span.starts_on if duty.timing == "within" else span.ends_on + _DAY


def _regular(duty: DutyDeadline, since: date, until: date, rules: DutyRules) -> Iterator[Occurrence]:
    for span in _spans(duty.every, since, until):
        yield Occurrence(duty, span, opens_on(duty, span), last_day(duty, span, rules))


def _spans(every: Every, since: date, until: date) -> Iterator[Span]:
    """Periods that may have their last day between the two: it lies in the period or the one after."""
    span = span_of(span_of(since - _DAY * 31, every).starts_on - _DAY, every)
    while span.starts_on <= until + _DAY * 31:
        yield span
        span = span_of(span.ends_on + _DAY, every)


def _months(duty: DutyDeadline, procedure: Procedure, rules: DutyRules) -> Iterator[Occurrence]:
    """Months in which so much came that the period is a month. Порядок: livny 4, gatchina 4.1, naryan-mar 4.1"""
    if duty.by_volume is None:
        return
    threshold = monthly_from(duty, procedure)
    for first, count in rules.volumes.get(duty.by_volume, {}).items():
        if count >= threshold:
            span = span_of(first, "month")
            day = last_day(duty.model_copy(update={"day": None}), span, rules)
            yield Occurrence(duty, span, span.ends_on + _DAY, day, _why_shorter(duty, span, count, threshold))


def monthly_from(duty: DutyDeadline, procedure: Procedure) -> int:
    """The volume of a month from which the period is a month."""
    return duty.monthly_from or procedure.survey_rules.monthly_from


def _why_shorter(duty: DutyDeadline, span: Span, count: int, threshold: int) -> str:
    counted = count_with_word(count, *_COUNTED[duty.by_volume or "feedback"])
    return (
        f"{span.title[:1].upper()}{span.title[1:]}: {counted}, порог — {threshold}. "
        "Порядок ставит период в зависимость от объёма, поэтому за этот месяц обобщают отдельно, не дожидаясь квартала."
    )


def _given(duty: DutyDeadline, span: Span) -> date:
    if duty.timing == "within":
        return span.ends_on
    following = span_of(span.ends_on + _DAY, _every_of(span))
    if duty.day is None:
        return following.ends_on
    return following.starts_on.replace(month=duty.month or following.starts_on.month, day=duty.day)


def _every_of(span: Span) -> Every:
    days = (span.ends_on - span.starts_on).days
    return "month" if days < 31 else "quarter" if days < 100 else "year"  # noqa: PLR2004 - days of a month, of a quarter


def _why_given(duty: DutyDeadline, given: date) -> str:
    if duty.day is not None:
        return f"Порядок называет последний день: {date_long(given)}."
    if duty.timing == "within":
        return f"Порядок называет период, но не день: делают, пока период идёт, до {date_long(given)}."
    return (
        f"Порядок называет период, но не день: последним считаем день, когда кончается следующий, {date_long(given)}."
    )


def _moved(given: date, opens: date, reason: str, rules: DutyRules) -> tuple[date, str]:
    """The day that holds instead of a day off, and why."""
    off = f"{date_long(given)} — нерабочий день: {_small(reason)}."
    own = f" Так решила администрация{': ' + rules.basis if rules.basis else ''}."
    if rules.day_off == "same":
        return given, f"{off} Срок не переносится.{own}"
    if rules.day_off == "next":
        on = rules.calendar.next_working(given)
        return on, f"{off} Срок переносится на следующий рабочий день, {date_long(on)}.{own}"
    on = rules.calendar.previous_working(given)
    if on >= opens:
        return on, (
            f"{off} Порядок не говорит, что делать с выходным; «не позднее» надёжно соблюдено, "
            f"если успеть к предыдущему рабочему дню, {date_long(on)}."
        )
    return given, (
        f"{off} Рабочих дней между концом периода и этим днём нет, а переноса порядок не даёт: "
        f"последним остаётся {date_long(given)}. Подготовьте всё к {date_long(on)}, "
        "чтобы передать сразу, как период закончится."
    )


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
