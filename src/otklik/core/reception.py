"""Reception in person: when somebody receives, the visits' times, and what a visit may end with (59-ФЗ, статья 13)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from otklik.core.labels import Labelled
from otklik.core.workdays import WorkCalendar

Span = tuple[time, time]
SHORTEST, LONGEST = 5, 240
_DAY = date(2000, 1, 1)
_IN_MONTH = 7
NOT_IN_SCHEDULE = "по расписанию приёма нет"


class VisitState(Labelled):
    """What became of a sign-up."""

    BOOKED = "booked", "Записан"
    CAME = "came", "Пришёл"
    ABSENT = "absent", "Не пришёл"
    CANCELLED = "cancelled", "Отменил запись"
    CALLED_OFF = "called_off", "Приём отменён"


#: A sign-up in these states holds its time: nobody else can take it.
HOLDING = frozenset({VisitState.BOOKED, VisitState.CAME, VisitState.ABSENT})


#: What may follow a state; a filled-in card changes no more.
STEPS: Mapping[VisitState, frozenset[VisitState]] = MappingProxyType(
    {
        VisitState.BOOKED: frozenset({VisitState.CAME, VisitState.ABSENT, VisitState.CANCELLED, VisitState.CALLED_OFF}),
        VisitState.CAME: frozenset({VisitState.BOOKED, VisitState.ABSENT}),
        VisitState.ABSENT: frozenset({VisitState.BOOKED, VisitState.CAME}),
        VisitState.CALLED_OFF: frozenset({VisitState.BOOKED, VisitState.CANCELLED}),
        VisitState.CANCELLED: frozenset(),
    }
)


class VisitSource(Labelled):
    """How a person was signed up."""

    SITE = "site", "на сайте"
    PHONE = "phone", "по телефону"
    WALK_IN = "walk_in", "без записи"


class VisitOutcome(Labelled):
    """What a question of a visit ended with, by article 13 of 59-ФЗ."""

    EXPLAINED = "explained", "Разъяснено устно"
    SUPPORTED = "supported", "Решено положительно на приёме"
    WRITTEN_ANSWER = "written_answer", "Будет письменный ответ"
    APPEAL = "appeal", "Принято письменное обращение"
    FORWARDED = "forwarded", "Не наша компетенция: направлено"
    REFUSED = "refused", "Отказано: ответ уже давали"


#: An oral answer at the visit needs the person's consent, which is noted in the card.
ANSWERED_ORALLY = frozenset({VisitOutcome.EXPLAINED, VisitOutcome.SUPPORTED})


@dataclass(frozen=True)
class SpecialDay:
    """A date unlike the schedule: closed (`hours` None), or received at other hours, a day off too."""

    hours: Span | None = None
    note: str = ""


@dataclass(frozen=True)
class Timetable:
    """When one person receives. Weekdays are 1 (Monday) to 7; `weeks` are 1 to 5 of the month, none means all."""

    starts: time
    ends: time
    visit_minutes: int
    weekdays: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    dates: frozenset[date] = frozenset()
    breaks: tuple[Span, ...] = ()
    valid_from: date = date.min
    valid_to: date | None = None
    special: Mapping[date, SpecialDay] = field(default_factory=dict, hash=False)

    def why_closed(self, on: date, calendar: WorkCalendar) -> str | None:
        """Why nobody is received on the day, in Russian; None when there is reception.

        A special day stands above all; a day off of the production calendar closes by itself.
        """
        if on in self.special:
            special = self.special[on]
            return None if special.hours else special.note or "приёма в этот день не будет"
        if on < self.valid_from or (self.valid_to and on > self.valid_to) or not self._is_named(on):
            return NOT_IN_SCHEDULE
        return calendar.why_off(on)

    def slots(self, on: date, calendar: WorkCalendar) -> tuple[time, ...]:
        """Beginnings of the visits of the day, in order; none when it is closed."""
        if self.why_closed(on, calendar) is not None:
            return ()
        special = self.special.get(on)
        hours = special.hours if special and special.hours else (self.starts, self.ends)
        return tuple(_slots(hours, self.visit_minutes, self.breaks))

    def days(self, start: date, end: date, calendar: WorkCalendar) -> Iterator[date]:
        """Days with reception from `start` to `end`, both counted in."""
        for number in range((end - start).days + 1):
            day = start + timedelta(days=number)
            if self.why_closed(day, calendar) is None:
                yield day

    def _is_named(self, on: date) -> bool:
        if on in self.dates:
            return True
        in_week = not self.weeks or (on.day - 1) // _IN_MONTH + 1 in self.weeks
        return on.isoweekday() in self.weekdays and in_week


def check_timetable(timetable: Timetable) -> None:
    """Raise ValueError with a Russian message unless somebody can come by it."""
    if timetable.ends <= timetable.starts:
        raise ValueError("Приём заканчивается раньше, чем начинается: проверьте часы.")
    if not SHORTEST <= timetable.visit_minutes <= LONGEST:
        raise ValueError(f"На одного посетителя — от {SHORTEST} до {LONGEST} минут.")
    if not timetable.weekdays and not timetable.dates:
        raise ValueError("Выберите дни недели или назовите даты приёма.")
    if timetable.valid_to and timetable.valid_to < timetable.valid_from:
        raise ValueError("Последний день расписания раньше первого.")
    for start, end in timetable.breaks:
        if end <= start:
            raise ValueError("Перерыв заканчивается раньше, чем начинается.")
    if not any(_slots((timetable.starts, timetable.ends), timetable.visit_minutes, timetable.breaks)):
        raise ValueError("В эти часы не помещается ни одного посетителя.")


def ends_at(starts: time, minutes: int) -> time:
    """When a visit that begins at `starts` ends; never past midnight."""
    return _clock(min(_minutes(starts) + minutes, 24 * 60 - 1))


_SPAN = re.compile(r"\s*(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})\s*")


def parse_spans(text: str) -> tuple[Span, ...]:
    """Read «12:00–13:00, 15:30–15:45». Raises ValueError with a Russian message."""
    return tuple(_span(part) for part in re.split(r"[,;\n]", text) if part.strip())


def write_spans(spans: tuple[Span, ...]) -> str:
    """«12:00–13:00, 15:30–15:45»."""
    return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in spans)


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text)
    hour, minute, last_hour, last_minute = (int(part) for part in match.groups()) if match else (24, 0, 24, 0)
    try:
        return time(hour, minute), time(last_hour, last_minute)
    except ValueError:
        raise ValueError(f"Перерыв записывается так: 12:00–13:00, а указано «{text.strip()[:40]}».") from None


def _slots(hours: Span, minutes: int, breaks: tuple[Span, ...]) -> Iterator[time]:
    now, end = _minutes(hours[0]), _minutes(hours[1])
    pauses = sorted((_minutes(start), _minutes(stop)) for start, stop in breaks)
    while now + minutes <= end:
        met = next((stop for start, stop in pauses if start < now + minutes and stop > now), None)
        if met is None:
            yield _clock(now)
            now += minutes
        else:
            now = met


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _clock(minutes: int) -> time:
    return (datetime.combine(_DAY, time()) + timedelta(minutes=minutes)).time()


_PASSPORT = re.compile(
    r"(?:паспорт|серия|документ)\D{0,30}\d{2}\s?\d{2}\D{0,5}\d{6}(?!\d)"
    r"|(?<!\d)\d{2}\s\d{2}\s(?:№\s?|N\s?)?\d{6}(?!\d)|(?<!\d)\d{4}\s(?:№\s?|N\s?)\d{6}(?!\d)",
    re.IGNORECASE,
)


def holds_passport_number(text: str) -> bool:
    """True when the text seems to hold series and number of a passport: only that it was shown may be kept."""
    return _PASSPORT.search(text) is not None
