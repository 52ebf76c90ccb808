"""The clock of an item: which rule, counted from which day, by the administration's calendar."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from otklik.catalog import queries as catalog
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience, ItemKind
from otklik.core.deadlines import DEFAULT_RULES, Deadline, DeadlineRule, LegalClass, OnDayOff, compute_deadline
from otklik.core.office_hours import OfficeHours
from otklik.core.periods import local_date
from otklik.core.workdays import WorkCalendar
from otklik.intake.models import FeedbackItem
from otklik.procedures.schema import Procedure

DAY_OFF_RULES: tuple[OnDayOff, ...] = ("preceding", "following", "same")


def legal_class_of(channel_class: str, kind: ItemKind, audience: str) -> LegalClass:
    """What the law sees in a new item: no clock for an opinion, 8-ФЗ for a request, else the channel's class."""
    if not kind.is_appeal:
        return LegalClass.OPINION
    if audience == Audience.INTERNAL:
        return LegalClass.INTERNAL
    if kind is ItemKind.INQUIRY and channel_class == LegalClass.APPEAL_59FZ:
        return LegalClass.INFORMATION_8FZ
    given = LegalClass(channel_class)
    return LegalClass.MESSAGE if given is LegalClass.OPINION else given


def deadline_rule(
    administration: Administration, procedure: Procedure, legal_class: LegalClass, channel: str = ""
) -> DeadlineRule:
    """The rule in force: the administration's own setting, else the decree's, else the law's.

    A message of a network may have its own number of working hours, by the slug of its channel.
    """
    hours = administration.options.get("channel_hours", {}).get(channel)
    if hours and legal_class is LegalClass.NETWORK_MESSAGE:
        return hours_rule(hours)
    own = administration.options.get("clocks", {}).get(legal_class)
    if own:
        return DeadlineRule(legal_class, own["days"], own["unit"], own.get("prolongation_days", 0), own["basis"])
    for clock in procedure.clocks:
        if clock.legal_class == legal_class:
            return DeadlineRule(legal_class, clock.days, clock.unit, clock.prolongation_days, clock.basis)
    return DEFAULT_RULES[legal_class]


def hours_rule(hours: int) -> DeadlineRule:
    """The rule of a network's channel that has its own working hours."""
    network = DEFAULT_RULES[LegalClass.NETWORK_MESSAGE]
    return replace(network, days=hours, unit="working_hours", source="настройка администрации для этого канала")


def office_hours(administration: Administration) -> OfficeHours:
    """Working hours of the administration: its own, else the usual ones."""
    return OfficeHours.from_plain(administration.options.get("office_hours", {}))


def deadline_of(
    administration: Administration,
    legal_class: LegalClass,
    registered_on: date,
    *,
    prolonged: bool = False,
    calendar: WorkCalendar | None = None,
    registered_at: datetime | None = None,
    channel: str = "",
) -> Deadline | None:
    """The last day with its explanation; None for a class without a clock. Who counts many gives the calendar.

    A clock in hours needs the moment of registration (aware) and the slug of the channel.
    """
    rule = deadline_rule(administration, catalog.procedure_of(administration.slug), legal_class, channel)
    local = registered_at.astimezone(ZoneInfo(administration.time_zone)).replace(tzinfo=None) if registered_at else None
    return compute_deadline(
        rule,
        registered_on,
        calendar or catalog.work_calendar(administration.pk),
        prolonged=prolonged,
        on_day_off=administration.options.get("on_day_off", "preceding"),
        registered_at=local,
        office=office_hours(administration),
    )


def deadline_of_item(
    item: FeedbackItem, *, prolonged: bool | None = None, calendar: WorkCalendar | None = None
) -> Deadline | None:
    """The clock of a registered item as its class, channel and registration stand now; None without one.

    Whether it is prolonged is taken from the case, unless said. A case that its author brought back counts from then.
    """
    if item.registered_on is None or not item.is_appeal:
        return None
    appeal = getattr(item, "appeal", None)
    returned_at = appeal.returned_at if appeal else None
    is_prolonged = appeal is not None and appeal.prolonged_on is not None
    return deadline_of(
        item.administration,
        LegalClass(item.legal_class),
        local_date(returned_at, item.administration.time_zone) if returned_at else item.registered_on,
        prolonged=is_prolonged if prolonged is None else prolonged,
        calendar=calendar,
        registered_at=returned_at or (appeal.registered_at if appeal else None),
        channel=item.channel.slug,
    )
