"""A few open cases relative to today, so that every queue of the demonstration is alive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from otklik.core.appeals import ItemKind
from otklik.core.deadlines import DEFAULT_RULES, LegalClass, compute_deadline
from otklik.demonstration.arrivals import CALENDAR, office_minute
from otklik.demonstration.case import DemoCase
from otklik.demonstration.dice import chance
from otklik.demonstration.drafting import Plan, make_plan, write_case
from otklik.demonstration.lifecycle import Course
from otklik.demonstration.place import Place, load_place

RULE = DEFAULT_RULES[LegalClass.APPEAL_59FZ]
THIRTY_DAY_HABITS = frozenset({"letter", "reception", "portal"})
DUE_IN = {0: 3, 1: 2, 2: 2, 3: 1, 5: 2, 8: 2, 12: 2, 16: 2, 21: 2, 25: 1}
LATE_BY = (1, 2, 4, 7, 12)
PROLONGED_DUE_IN = (6, 14)
NEW_BEFORE_MINUTES = (25, 70, 160, 600, 1100, 1500, 2100)
UNREAD_EXTRA = 5
INTERNAL = 3
#: So many cases have a neighbour who writes about the same, and how he begins.
ALIKE = ("Присоединяюсь к соседям. ", "Пишу о том же, о чём и другие жители дома. ", "Повторю то, что видят все. ")


def generate_open(procedure_slug: str, *, today: date) -> Iterator[DemoCase]:
    """Cases that wait on the day `today`, in order of receipt: due today and later, overdue, prolonged, new, unread.

    The same `today` gives the same cases. Nothing is received later than 11 o'clock of that day.
    """
    place = load_place(procedure_slug)
    rng = Random(f"{place.slug}:open:{today.isoformat()}")  # noqa: S311 - no secret
    cases = [*_due(rng, place, today), *_prolonged(rng, place, today), *_fresh(rng, place, today)]
    cases += [*_other(rng, place, today), *_internal(rng, place, today)]
    cases += _alike(rng, place, today, cases)
    cases.sort(key=lambda case: (case.received_at, case.text))
    for number, case in enumerate(cases):
        yield replace(case, index=number)


def registered_for(due_on: date, *, prolonged: bool = False) -> date:
    """The registration day whose 30-day clock ends on that day, or as near before it as days off allow."""
    for offset in range(RULE.days + (RULE.prolongation_days if prolonged else 0), 75):
        day = due_on - timedelta(days=offset)
        deadline = compute_deadline(RULE, day, CALENDAR, prolonged=prolonged)
        if CALENDAR.is_working(day) and deadline and deadline.due_on <= due_on:
            return day
    raise LookupError(f"Нет рабочего дня для срока {due_on}")


def _due(rng: Random, place: Place, today: date) -> Iterator[DemoCase]:
    ends = [(today + timedelta(days=ahead), count) for ahead, count in DUE_IN.items()]
    ends += [(today - timedelta(days=late), 1) for late in LATE_BY]
    for due_on, count in ends:
        for _ in range(count):
            registered = min(registered_for(due_on), today)
            yield _waiting(rng, place, registered, is_read=chance(rng, 0.85))


def _prolonged(rng: Random, place: Place, today: date) -> Iterator[DemoCase]:
    for ahead in PROLONGED_DUE_IN:
        registered = registered_for(today + timedelta(days=ahead), prolonged=True)
        yield _waiting(rng, place, registered, is_read=True, prolonged=True)


def _fresh(rng: Random, place: Place, today: date) -> Iterator[DemoCase]:
    """Not registered yet."""
    now = datetime.combine(today, time(11), ZoneInfo(place.time_zone))
    for minutes in NEW_BEFORE_MINUTES:
        plan = _appeal_plan(rng, place, today, habits=None)
        plan = replace(plan, received=now - timedelta(minutes=minutes + rng.randint(0, 15)))
        yield replace(write_case(rng, place, plan, course=Course(None, None, prolonged=False)), is_read=False)


def _other(rng: Random, place: Place, today: date) -> Iterator[DemoCase]:
    """Reviews and thanks that wait to be read."""
    for _ in range(UNREAD_EXTRA):
        day = today - timedelta(days=rng.randint(1, 9))
        plan = make_plan(rng, place, day)
        while plan.kind.is_appeal or plan.received.date() >= today:
            plan = make_plan(rng, place, day)
        yield replace(write_case(rng, place, plan, course=Course(None, None, prolonged=False)), is_read=False)


def _internal(rng: Random, place: Place, today: date) -> Iterator[DemoCase]:
    for number in range(INTERNAL):
        day = CALENDAR.previous_working(today - timedelta(days=2 * number))
        plan = make_plan(rng, place, day, internal=True)
        registered = plan.received + timedelta(minutes=40) if plan.kind.is_appeal else None
        case = write_case(rng, place, plan, course=Course(registered, None, prolonged=False))
        yield replace(case, is_read=number > 0)


def _alike(rng: Random, place: Place, today: date, cases: list[DemoCase]) -> Iterator[DemoCase]:
    """What others wrote about the same through other channels: two about the first matter, one about the second."""
    told = [case for case in cases if case.registered_at and case.place and case.audience == "external"]
    told.sort(key=lambda case: case.place.rpartition(" ")[2] not in case.text)  # the text itself names the house
    for beginning, first in zip(ALIKE, (told[0], told[0], told[1]), strict=True):
        day = CALENDAR.previous_working(max(first.received_at.date(), today - timedelta(days=20)))
        other = _waiting(rng, place, day, is_read=False)
        while other.channel == first.channel or other.name == first.name:
            other = _waiting(rng, place, day, is_read=False)
        yield replace(
            first,
            text=beginning + first.text,
            author_count=1,
            repeat_of=None,
            is_read=False,
            **{name: getattr(other, name) for name in _SENDER},
        )


#: What of a case belongs to its sender and his way, not to the matter.
_SENDER = ("channel", "form", "sender_kind", "received_at", "registered_at", "prolonged", "name", "email", "phone",
           "address", "organization")  # fmt: skip


def _waiting(rng: Random, place: Place, registered: date, *, is_read: bool, prolonged: bool = False) -> DemoCase:
    plan = _appeal_plan(rng, place, registered, habits=THIRTY_DAY_HABITS)
    moment = office_minute(rng, registered, ZoneInfo(place.time_zone))
    plan = replace(plan, received=moment - timedelta(minutes=rng.randint(10, 55)))
    return replace(write_case(rng, place, plan, course=Course(moment, None, prolonged=prolonged)), is_read=is_read)


def _appeal_plan(rng: Random, place: Place, day: date, *, habits: frozenset[str] | None) -> Plan:
    """A plan of an appeal; `habits` limits it to channels with the usual thirty days."""
    while True:
        plan = make_plan(rng, place, day)
        if plan.kind in {ItemKind.COMPLAINT, ItemKind.STATEMENT, ItemKind.PROPOSAL, ItemKind.INQUIRY} and (
            habits is None or plan.channel.habit in habits
        ):
            return plan
