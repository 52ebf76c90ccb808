"""The clock of an item: which rule, counted from which day, by the administration's calendar."""

from datetime import date

from otklik.catalog import queries as catalog
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience, ItemKind
from otklik.core.deadlines import DEFAULT_RULES, Deadline, DeadlineRule, LegalClass, OnDayOff, compute_deadline
from otklik.core.workdays import WorkCalendar
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


def deadline_rule(administration: Administration, procedure: Procedure, legal_class: LegalClass) -> DeadlineRule:
    """The rule in force: the administration's own setting, else the decree's, else the law's."""
    own = administration.options.get("clocks", {}).get(legal_class)
    if own:
        return DeadlineRule(legal_class, own["days"], own["unit"], own.get("prolongation_days", 0), own["basis"])
    for clock in procedure.clocks:
        if clock.legal_class == legal_class:
            return DeadlineRule(legal_class, clock.days, clock.unit, clock.prolongation_days, clock.basis)
    return DEFAULT_RULES[legal_class]


def deadline_of(
    administration: Administration,
    legal_class: LegalClass,
    registered_on: date,
    *,
    prolonged: bool = False,
    calendar: WorkCalendar | None = None,
) -> Deadline | None:
    """The last day with its explanation; None for a class without a clock. Who counts many gives the calendar."""
    rule = deadline_rule(administration, catalog.procedure_of(administration.slug), legal_class)
    working = calendar or catalog.work_calendar(administration.pk)
    on_day_off = administration.options.get("on_day_off", "preceding")
    return compute_deadline(rule, registered_on, working, prolonged=prolonged, on_day_off=on_day_off)
