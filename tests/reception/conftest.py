"""Schedules and sign-ups for the tests of reception in person."""

from collections.abc import Callable
from datetime import date, time
from itertools import count
from typing import Any

import pytest

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import work_calendar
from otklik.reception.actions.book_visit import VisitReceipt, book_visit
from otklik.reception.models import Schedule, Visit
from otklik.reception.people import Visitor
from otklik.reception.timetables import local_now

Scheduled = Callable[..., Schedule]
Booked = Callable[..., Visit]
VISITOR = Visitor("Громова Зинаида Львовна", "+7 (900) 000-11-22", "gromova@example.org")
TEXT = "Третий месяц не чинят крышу дома."


@pytest.fixture
def schedule(administrations: Callable[..., Administration]) -> Scheduled:
    """Hours on every working day, 9 to 11, 20 minutes each: `schedule(of="biysk", visit_minutes=30)`."""
    numbers = count(1)

    def make(*, of: str = "murashi", user: User | None = None, **facts: Any) -> Schedule:
        given = {
            "name": f"Иванов Иван {next(numbers)}",
            "position": "Заместитель главы",
            "place": "Кабинет 12",
            "weekdays": [1, 2, 3, 4, 5],
            "starts": time(9),
            "ends": time(11),
            "visit_minutes": 20,
            "valid_from": date(2024, 1, 1),
        } | facts
        made = Schedule.objects.create(administration=administrations(of), user=user, **given)
        return Schedule.objects.get(pk=made.pk)

    return make


@pytest.fixture
def next_day(administration: Administration) -> date:
    """The next working day: the first that the site offers."""
    return work_calendar(administration.pk).next_working(local_now(administration).date())


@pytest.fixture
def sign_up(visitor: Actor, next_day: date) -> Callable[..., VisitReceipt]:
    """Sign up on the site: `sign_up(schedule, at=time(9, 20), token="b")`."""

    def go(made: Schedule, **facts: Any) -> VisitReceipt:
        given = {
            "actor": visitor,
            "schedule_id": made.pk,
            "on": next_day,
            "at": time(9),
            "visitor": VISITOR,
            "topic": "Крыша",
            "token": "a" * 32,
        } | facts
        return book_visit(**given)

    return go


@pytest.fixture
def came(schedule: Scheduled, administration: Administration) -> Booked:
    """A visitor who sits at the desk now: `came(user=..., name="…")`."""
    from otklik.reception.people import contact_of

    def make(made: Schedule | None = None, visitor: Visitor = VISITOR, **facts: Any) -> Visit:
        now = local_now(administration)
        made = made or schedule()
        given = {"on": now.date(), "at": time(0, 1), "minutes": 20, "state": "booked", "source": "site"} | facts
        visit = Visit.objects.create(
            administration=administration, schedule=made, created_at="2025-01-01T00:00:00Z", topic="Крыша", **given
        )
        contact_of(visit, visitor, "1").save()
        return Visit.objects.get(pk=visit.pk)

    return make
