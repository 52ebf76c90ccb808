"""The terms of an item as its page shows them: last day, the steps that lead to it, and the count day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from otklik.catalog.queries import procedure_of, work_calendar
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.day_count import CountedWeek, counted_days, counted_weeks, stored_count
from otklik.core.deadlines import (
    Deadline,
    LegalClass,
    forwarding_deadline,
    prolongation_notice,
    registration_deadline,
)
from otklik.core.periods import local_date
from otklik.core.workdays import WorkCalendar
from otklik.intake.clock import deadline_of_item, deadline_rule
from otklik.intake.due_dates import EarlierDay, earlier_days
from otklik.intake.models import FeedbackItem


@dataclass(frozen=True)
class Term:
    """One term: «Ответить до», the day (and the hour of a term in hours), how it was counted, what it was before."""

    slug: str
    title: str
    due_on: date
    due_at: datetime | None
    steps: tuple[str, ...]
    weeks: tuple[CountedWeek, ...]
    earlier: tuple[EarlierDay, ...] = ()


def terms_of(item: FeedbackItem) -> list[Term]:
    """What runs for the item: registration of a new one; answer, forwarding and prolongation of a registered one."""
    if not item.is_appeal:
        return []
    return list(_terms(item, work_calendar(item.administration_id)))


def term_of(item: FeedbackItem, slug: str) -> Term | None:
    """One of them by its slug; None when it does not run."""
    return next((term for term in terms_of(item) if term.slug == slug), None)


def _terms(item: FeedbackItem, calendar: WorkCalendar) -> Iterator[Term]:
    if item.status == ItemStatus.NEW:
        received_on = local_date(item.received_at, item.administration.time_zone)
        yield _counted("registration", "Зарегистрировать до", registration_deadline(received_on, calendar), calendar)
        return
    if (answer := _answer(item, calendar)) is not None:
        yield answer
    if ItemStatus(item.status) not in OPEN_STATUSES or item.registered_on is None:
        return
    if item.legal_class == LegalClass.APPEAL_59FZ:
        forwarding = forwarding_deadline(item.registered_on, calendar)
        yield _counted("forwarding", "Если вопрос не ваш, направить до", forwarding, calendar)
    yield from _prolongation(item, calendar)


def _answer(item: FeedbackItem, calendar: WorkCalendar) -> Term | None:
    """As it was stored with the case: the day that is in force, counted as it was counted then."""
    appeal = getattr(item, "appeal", None)
    count = stored_count(appeal.explained, item.registered_on) if appeal and item.due_on else None
    if appeal is None or count is None:
        return None
    weeks = counted_weeks(counted_days(count, calendar))
    steps = tuple(appeal.explained.get("steps", ()))
    earlier = tuple(earlier_days(appeal))
    return Term("answer", "Ответить до", count.due_on, appeal.due_at, steps, weeks, earlier)


def _prolongation(item: FeedbackItem, calendar: WorkCalendar) -> Iterator[Term]:
    if item.status == ItemStatus.PROLONGED or item.due_on is None:
        return
    procedure = procedure_of(item.administration.slug)
    rule = deadline_rule(item.administration, procedure, LegalClass(item.legal_class), item.channel.slug)
    first = deadline_of_item(item, prolonged=False, calendar=calendar)
    notice = prolongation_notice(rule, first) if first else None
    if notice is not None:
        yield _counted("prolongation", "Продлить и сообщить автору до", notice, calendar)


def _counted(slug: str, title: str, deadline: Deadline, calendar: WorkCalendar) -> Term:
    count = stored_count(deadline.as_json(), None)
    weeks = counted_weeks(counted_days(count, calendar)) if count else ()
    return Term(slug, title, deadline.due_on, deadline.due_at, deadline.steps, weeks)
