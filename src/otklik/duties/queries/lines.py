"""Duties of the decree between two days, each with how far it is and by what that is seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.catalog.duty_rules import duty_rules, unit_of_role
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.duties.enums import SOON_DAYS, State
from otklik.duties.models import DutyMark
from otklik.duties.seen.contract import Place, Seen
from otklik.duties.seen.registry import SeenAll, look
from otklik.duties.volumes import volumes_of
from otklik.procedures.duty_calendar import Occurrence, occurrences
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_act import Role
from otklik.reporting.packages.organizers import organizers_of

#: How far duties are told beside the figures of a quarter.
_BACK, _AHEAD = timedelta(days=365), timedelta(days=120)


@dataclass(frozen=True)
class DutyLine:
    """A duty of one period, of a unit where every organiser has it, on a day."""

    occurrence: Occurrence
    unit_id: int | None
    unit: str
    state: State
    #: What the product sees, or the document by which people ticked it off.
    words: str
    done_on: date | None
    days_left: int
    #: Who does it by the decree and who gets it; empty where the decree is silent.
    owner: str
    recipient: str
    #: The product's role that does it, and the unit to which the administration bound it.
    holds: str
    bound_unit_id: int | None
    mark: DutyMark | None = None

    @property
    def key(self) -> str:
        """Names it for ever, unit and all."""
        return f"{self.occurrence.key}:{self.unit_id or 0}"

    @property
    def days_late(self) -> int:
        """Days since the last day; 0 while it has not passed."""
        return max(-self.days_left, 0)


def duty_lines(administration: Administration, today: date, since: date, until: date) -> list[DutyLine]:
    """Duties whose last day lies in the days given, by day. Порядок: murashi 4.1, 5.18, 5.20; biysk 4, 5; livny 4, 5"""
    procedure = procedure_of(administration.slug)
    rules = duty_rules(administration, volumes_of(administration, procedure, since, min(until, today)))
    found = occurrences(procedure, since, until, rules)
    if not found:
        return []
    return list(_Told(administration, procedure, found, today).lines())


def near_lines(administration: Administration, today: date) -> list[DutyLine]:
    """What was missed in a year and what is to be done soon, with all its units; the missed first, then by day."""
    lines = duty_lines(administration, today, today - _BACK, today + _AHEAD)
    missed = {line.occurrence.key for line in lines if line.state == State.MISSED}
    open_ones = {line.occurrence.key for line in lines if line.state in {State.SOON, State.DUE}}
    told = [line for line in lines if line.occurrence.key in missed | open_ones]
    return sorted(told, key=lambda line: (line.occurrence.key not in missed, line.occurrence.last.on))


class _Told:
    """What is read once for all lines."""

    def __init__(
        self, administration: Administration, procedure: Procedure, found: list[Occurrence], today: date
    ) -> None:
        self.found, self.today = found, today
        self.seen: SeenAll = look(administration, found)
        self.marks = _marks(administration, found)
        self.roles: Mapping[str, Role] = {role.slug: role for role in procedure.roles}
        self.bound = {slug: unit_of_role(administration, slug) for slug in self.roles}
        is_wanted = any(one.duty.each_organizer for one in found)
        organizers = organizers_of(administration.pk) if is_wanted else []
        self.units = [(one.department_id, one.title) for one in organizers if one.department_id]

    def lines(self) -> Iterator[DutyLine]:
        """Every line in the order of days."""
        for one in self.found:
            units: list[tuple[int | None, str]] = [*self.units] if one.duty.each_organizer else []
            for unit_id, unit in units or [(None, "")]:
                yield self._line(one, unit_id, unit)

    def _line(self, one: Occurrence, unit_id: int | None, unit: str) -> DutyLine:
        seen = self._seen(one, unit_id)
        mark = self.marks.get((one.duty.slug, one.span.starts_on, one.span.ends_on, unit_id))
        done_on = _first_day(seen, mark)
        words = f"{mark.document}" if mark and not (seen and seen.done_on) else seen.words if seen else ""
        role = self.roles.get(one.duty.owner or "")
        receives = self.roles.get(one.duty.recipient or "")
        return DutyLine(
            occurrence=one,
            unit_id=unit_id,
            unit=unit,
            state=_state(one, seen, done_on, self.today),
            words=words,
            done_on=done_on,
            days_left=(one.last.on - self.today).days,
            owner=role.title if role else "",
            recipient=receives.title if receives else "",
            holds=(role.holds if role else "") or "coordinator",
            bound_unit_id=self.bound.get(role.slug) if role else None,
            mark=mark,
        )

    def _seen(self, one: Occurrence, unit_id: int | None) -> Seen | None:
        """What is seen of the unit; else of the whole administration, which stands for every unit."""
        places: Mapping[Place, Seen] = self.seen.get(one.duty.seen_by, {})
        own = places.get((one.span.starts_on, one.span.ends_on, unit_id))
        if own and own.done_on:
            return own
        whole = places.get((one.span.starts_on, one.span.ends_on, None))
        return whole if whole and (whole.done_on or not own) else own


def _marks(
    administration: Administration, found: list[Occurrence]
) -> dict[tuple[str, date, date, int | None], DutyMark]:
    rows = DutyMark.objects.filter(
        administration=administration,
        withdrawn_at__isnull=True,
        starts_on__gte=min(one.span.starts_on for one in found),
        ends_on__lte=max(one.span.ends_on for one in found),
    )
    rows = rows.select_related("file", "marked_by")
    return {(row.duty, row.starts_on, row.ends_on, row.department_id): row for row in rows}


def _first_day(seen: Seen | None, mark: DutyMark | None) -> date | None:
    days = [day for day in (seen.done_on if seen else None, mark.done_on if mark else None) if day]
    return min(days, default=None)


def _state(one: Occurrence, seen: Seen | None, done_on: date | None, today: date) -> State:
    last = one.last.on
    if done_on:
        return State.DONE if done_on <= last else State.DONE_LATE
    if one.duty.only_if_needed and (seen is None or not seen.is_needed):
        return State.NOT_NEEDED if last < today else State.AS_NEEDED
    if last < today:
        return State.MISSED
    if (last - today).days <= SOON_DAYS:
        return State.SOON
    return State.DUE if one.opens_on <= today else State.AHEAD
