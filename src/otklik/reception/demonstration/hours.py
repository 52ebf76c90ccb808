"""Who receives in the demonstration: the head, the deputy, two heads of units."""

from dataclasses import dataclass
from datetime import date, time
from random import Random

from otklik.accounts.models import User
from otklik.catalog.queries import Administration, work_calendar
from otklik.core.reception import Timetable
from otklik.core.workdays import WorkCalendar
from otklik.demonstration.authors import invent_author
from otklik.demonstration.place import load_place
from otklik.reception.models import Schedule

EVERY_WORKING_DAY = [1, 2, 3, 4, 5]
MONDAY, THURSDAY = 1, 4


@dataclass(frozen=True)
class Hours:
    """The schedules with their rules, and the calendar: read once."""

    rules: tuple[tuple[Schedule, Timetable], ...]
    calendar: WorkCalendar


def invent_hours(administration: Administration, rng: Random, today: date) -> Hours:
    """The hours; somebody always receives on the next working day, so that there is a tomorrow to show."""
    place = load_place(administration.slug)
    calendar = work_calendar(administration.pk)
    tomorrow = calendar.next_working(today).isoweekday()
    people = {user.username: user for user in User.objects.filter(administration=administration)}
    head = invent_author(rng, place, "letter").full_name
    hall = "Здание администрации, 2 этаж, "
    rows = [
        _schedule(administration, None, name=head, position=place.head.capitalize(), place=f"{hall}кабинет 21",
                  weekdays=[MONDAY], weeks=[1, 3], starts=time(14), ends=time(17), visit_minutes=20, notice_days=2),
        _schedule(administration, people.get(f"{place.slug}-head"), place=f"{hall}кабинет 23",
                  weekdays=sorted({tomorrow, THURSDAY}), starts=time(9), ends=time(12), visit_minutes=20,
                  breaks=[["10:20", "10:40"]]),
        _schedule(administration, people.get(f"{place.slug}-specialist1"), place="Здание администрации, кабинет 8",
                  weekdays=EVERY_WORKING_DAY, starts=time(10), ends=time(12), visit_minutes=15,
                  about="жильё, отопление, вода, дороги"),
        _schedule(administration, people.get(f"{place.slug}-specialist2"), place="Здание администрации, кабинет 14",
                  weekdays=[tomorrow], starts=time(14), ends=time(16), visit_minutes=30),
    ]  # fmt: skip
    for number, row in enumerate(rows):
        row.order = number
    Schedule.objects.bulk_create(rows)
    stored = Schedule.objects.filter(administration=administration).select_related("user").prefetch_related("days")
    return Hours(tuple((schedule, schedule.timetable) for schedule in stored), calendar)


def _schedule(administration: Administration, user: User | None, **facts: object) -> Schedule:
    given = {"name": user.full_name, "position": user.position} if user else {}
    unit = user.department if user else None
    return Schedule(
        administration=administration, user=user, department=unit, valid_from=date(2024, 7, 1), **given | facts
    )
