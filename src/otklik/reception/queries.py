"""Reads of the reception: who receives, the plan of a day, one visit with its history, a visit by its code."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import Administration, work_calendar
from otklik.core.reception import VisitSource, VisitState, ends_at
from otklik.intake.duplicates import Resemblance, earlier_of_person
from otklik.reception.access import id_of_number, is_own
from otklik.reception.models import Schedule, ScheduleDay, Visit, VisitContact, VisitQuestion
from otklik.reception.models.visit import NUMBER_PREFIX
from otklik.reception.querysets import SEE_ALL, VisitQuerySet
from otklik.reception.timetables import is_free
from otklik.reception.wording import days_words, hours_words, weekday

__all__ = ["Schedule", "ScheduleDay", "Visit", "VisitContact", "VisitQuestion"]
MOST_SHOWN = 10


def has_reception(administration_id: int) -> bool:
    """Somebody receives, and the site may offer to sign up."""
    return Schedule.objects.filter(administration_id=administration_id, is_active=True).exists()


def schedules(administration_id: int, *, all_of_them: bool = False) -> QuerySet[Schedule]:
    """Schedules in their order, with the dates that differ; those closed for sign-up only when asked for."""
    found = Schedule.objects.filter(administration_id=administration_id)
    found = found.select_related("administration", "user", "department").prefetch_related("days")
    return found if all_of_them else found.filter(is_active=True)


def schedules_of(actor: Actor) -> QuerySet[Schedule]:
    """Schedules whose visits the actor sees."""
    found = schedules(actor.administration_id, all_of_them=True)
    return found if actor.has(*SEE_ALL) else found.filter(user_id=actor.user_id or 0)


def schedule_by_id(administration_id: int, schedule_id: int, *, all_of_them: bool = False) -> Schedule:
    """One schedule, or NotFound."""
    found = schedules(administration_id, all_of_them=all_of_them).filter(pk=schedule_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class ScheduleWords:
    """A schedule as people read it."""

    schedule: Schedule
    days: str
    hours: str


def schedule_words(schedule: Schedule) -> ScheduleWords:
    """«по вторникам», «с 9:00 до 12:00»."""
    rule = schedule.timetable
    return ScheduleWords(schedule, days_words(rule), hours_words(rule))


def misfits(schedule: Schedule, today: date) -> list[Visit]:
    """Sign-ups ahead that the schedule, as it is now, would not offer: the people must be told or moved."""
    rule, calendar = schedule.timetable, work_calendar(schedule.administration_id)
    ahead = Visit.objects.filter(schedule=schedule, on__gte=today).booked().select_related("contact")
    return [visit for visit in ahead.order_by("on", "at") if visit.at not in rule.slots(visit.on, calendar)]


@dataclass(frozen=True)
class PlanLine:
    """A time of the day: with its visit, or free."""

    at: time
    ends: time
    visit: Visit | None = None


@dataclass(frozen=True)
class DayPlan:
    """One who receives, on one day: why there is no reception (empty when there is), and the times in order."""

    schedule: Schedule
    why_closed: str
    lines: tuple[PlanLine, ...]
    called_off: tuple[Visit, ...]

    @property
    def visit_count(self) -> int:
        """How many are signed up or came."""
        return sum(1 for line in self.lines if line.visit)


def day_plans(actor: Actor, on: date) -> list[DayPlan]:
    """The day of everybody whose visits the actor sees; who neither receives nor has visits is left out."""
    visits = Visit.objects.visible_to(actor).on_day(on).exclude(state=VisitState.CANCELLED)
    by_schedule: dict[int, list[Visit]] = {}
    for visit in visits.select_related("contact").order_by("at", "pk"):
        by_schedule.setdefault(visit.schedule_id, []).append(visit)
    calendar = work_calendar(actor.administration_id)
    plans = []
    for schedule in schedules_of(actor):
        rule, mine = schedule.timetable, by_schedule.get(schedule.pk, [])
        slots = rule.slots(on, calendar) if schedule.is_active else ()
        if slots or mine:
            why = rule.why_closed(on, calendar) or ""
            plans.append(_plan(schedule, why, slots, mine))
    return plans


def _plan(schedule: Schedule, why: str, slots: tuple[time, ...], visits: list[Visit]) -> DayPlan:
    held = [visit for visit in visits if visit.state != VisitState.CALLED_OFF]
    taken = [(visit.at, visit.minutes) for visit in held if visit.source != VisitSource.WALK_IN]
    free = [at for at in slots if is_free(at, schedule.visit_minutes, taken)]
    lines = [PlanLine(visit.at, ends_at(visit.at, visit.minutes), visit) for visit in held]
    lines += [PlanLine(at, ends_at(at, schedule.visit_minutes)) for at in free]
    off = tuple(visit for visit in visits if visit.state == VisitState.CALLED_OFF)
    return DayPlan(schedule, why, tuple(sorted(lines, key=lambda line: (line.at, line.visit is None))), off)


def neighbour_days(actor: Actor, on: date) -> tuple[date | None, date | None]:
    """The nearest days before and after with visits that hold their time."""
    visits = Visit.objects.visible_to(actor).holding()
    before = visits.filter(on__lt=on).order_by("-on").values_list("on", flat=True).first()
    after = visits.filter(on__gt=on).order_by("on").values_list("on", flat=True).first()
    return before, after


def visit_page(actor: Actor, visit_id: int) -> Visit:
    """One visit with everything its page shows, or NotFound."""
    found = _whole(Visit.objects.visible_to(actor)).filter(pk=visit_id).first()
    if found is None:
        raise NotFound
    return found


def _whole(visits: VisitQuerySet) -> VisitQuerySet:
    related = ("schedule__administration", "administration", "contact", "held_by", "booked_by")
    return visits.select_related(*related).prefetch_related("questions__item__appeal", "schedule__days")


def visit_by_code(administration: Administration, number: str, code: str) -> Visit | None:
    """The visitor's own sign-up; None when number and code do not fit together."""
    pk = id_of_number(number)
    found = _whole(Visit.objects.of(administration.pk)).filter(pk=pk).first() if pk else None
    return found if found and is_own(found, code) else None


@dataclass(frozen=True)
class History:
    """What is known of the same person, as far as the actor may see it."""

    visits: tuple[Visit, ...]
    appeals: tuple[Resemblance, ...]


def history_of(actor: Actor, visit: Visit) -> History:
    """Earlier visits by the same name or phone, newest first, and appeals by the name."""
    contact = getattr(visit, "contact", None)
    if contact is None or contact.erased_at:
        return History((), ())
    same = Q(contact__name_key=contact.name_key) & ~Q(contact__name_key="")
    same |= Q(contact__phone_key=contact.phone_key) & ~Q(contact__phone_key="")
    others = Visit.objects.visible_to(actor).filter(same).exclude(pk=visit.pk).select_related("schedule", "contact")
    visits = others.prefetch_related("questions").order_by("-on", "-at")[:MOST_SHOWN]
    made = {question.item_id for question in visit.questions.all()}
    appeals = (one for one in earlier_of_person(actor, contact.name) if one.item.pk not in made)
    return History(tuple(visits), tuple(appeals))


def day_title(on: date) -> str:
    """The day of the week with a capital letter."""
    return weekday(on).capitalize()


def visit_of_source(actor: Actor, source_number: str) -> Visit | None:
    """The visit that an item came from, by its source number «ЛП-00042/1»; None where the actor may not see it."""
    number, slash, _ = source_number.partition("/")
    pk = id_of_number(number) if slash and number.startswith(NUMBER_PREFIX) else None
    if pk is None:
        return None
    return Visit.objects.visible_to(actor).select_related("schedule").filter(pk=pk).first()
