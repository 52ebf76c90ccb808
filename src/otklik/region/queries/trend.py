"""One subject over the quarters: each administration's course, with a mark where it began to count otherwise."""

from dataclasses import dataclass, replace

from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.region.actor import RegionActor
from otklik.region.comparing import SUBJECTS
from otklik.region.payload import Value
from otklik.region.queries.board import board, kept_figures, members_of, newest_told, quarters_counted


@dataclass(frozen=True)
class Course:
    """One administration, oldest quarter first; `is_other`: counted otherwise than in its newest quarter."""

    title: str
    values: tuple[Value | None, ...]
    is_other: tuple[bool, ...]


@dataclass(frozen=True)
class Trend:
    """A subject's courses over the same quarters, oldest first."""

    key: str
    title: str
    quarters: tuple[Quarter, ...]
    courses: tuple[Course, ...]

    @property
    def has_other(self) -> bool:
        """Whether anybody changed the way of counting."""
        return any(any(one.is_other) for one in self.courses)


def trend(actor: RegionActor, key: str) -> Trend:
    """The course of one subject over the kept quarters; NotFound when nobody counts it."""
    members = members_of(actor)
    quarters = tuple(reversed(quarters_counted(actor)))
    kept = kept_figures(members, list(quarters))
    title, courses = "", []
    for member in members:
        values = []
        for quarter in quarters:
            stored = kept.get((member.slug, quarter.key))
            values.append(_value(stored.values, key) if stored else None)
        title = title or next((_title(one) for one in values if one is not None), "")
        if any(_is_told(one) for one in values):
            courses.append(_course(member.title, values))
    if not courses:
        raise NotFound
    return _without_empty_ends(Trend(key, title, quarters, tuple(courses)))


def _without_empty_ends(whole: Trend) -> Trend:
    """From the first quarter that anybody tells of to the last: no columns of quarters that nobody has counted yet."""
    told = [at for at in range(len(whole.quarters)) if any(_is_told(one.values[at]) for one in whole.courses)]
    span = slice(told[0], told[-1] + 1)
    courses = tuple(replace(one, values=one.values[span], is_other=one.is_other[span]) for one in whole.courses)
    return replace(whole, quarters=whole.quarters[span], courses=courses)


def _is_told(value: Value | None) -> bool:
    return value is not None and (value.value is not None or value.is_hidden)


def subjects_counted(actor: RegionActor) -> list[tuple[str, str]]:
    """Keys and titles of what anybody counts in the newest quarter with anything told, in the board's order."""
    newest = newest_told(actor, quarters_counted(actor))
    return [(one.key, one.title) for one in board(actor, newest).subjects if one.columns] if newest else []


def subject_key(value: Value) -> str:
    """«indicator-whole»: how an address names the subject."""
    return f"{value.way.kind}-{value.way.what}".replace(":", "-")


def _title(value: Value) -> str:
    return SUBJECTS.get((value.way.kind, value.way.what), value.title)


def _value(values: tuple[Value, ...], key: str) -> Value | None:
    return next((one for one in values if subject_key(one) == key), None)


def _course(title: str, values: list[Value | None]) -> Course:
    newest = next((one.way for one in reversed(values) if one is not None and one.value is not None), None)
    others = (one is not None and one.value is not None and one.way != newest for one in values)
    return Course(title, tuple(values), tuple(others))
