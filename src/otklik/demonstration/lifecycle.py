"""What becomes of a case: registration, outcome, the day of the answer."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from otklik.core.appeals import ItemKind, Outcome
from otklik.demonstration.arrivals import CALENDAR, OFFICE_HABITS, office_minute
from otklik.demonstration.dice import chance, weighted
from otklik.demonstration.texts import Scenario
from otklik.demonstration.threads import fitting

OUTCOMES = {
    ItemKind.COMPLAINT: {"explained": 40, "supported": 32, "not_supported": 17, "transferred": 12, "left": 3},
    ItemKind.STATEMENT: {"explained": 44, "supported": 34, "not_supported": 12, "transferred": 11, "left": 2},
    ItemKind.PROPOSAL: {"explained": 48, "supported": 26, "not_supported": 22, "transferred": 4},
    ItemKind.INQUIRY: {"explained": 70, "answered": 22, "not_supported": 3, "transferred": 5},
}
SLUGS = {"left": Outcome.LEFT_WITHOUT_ANSWER}
NETWORK_DAYS = {0: 30, 1: 42, 2: 12, 3: 8, 5: 5, 8: 3}
FORWARD_DAYS = {2: 10, 3: 16, 4: 18, 5: 18, 6: 16, 7: 16, 9: 6}
OVERDUE_DAYS = {31: 20, 32: 18, 33: 16, 35: 14, 38: 12, 41: 9, 46: 5}
DESK_CLOSES = 16
MOODY_MONTHS = {2, 3, 4, 10, 11}


@dataclass(frozen=True)
class Course:
    """Moments of a case: registered, answered, and whether its term was prolonged."""

    registered_at: datetime | None
    answered_at: datetime | None
    prolonged: bool


def outcome_of(rng: Random, scenario: Scenario, kind: ItemKind, thread: str, month: int) -> Outcome:
    """The outcome of one question; nothing is forwarded without an addressee, few things refused without own words."""
    if not kind.is_appeal:
        return Outcome.ANSWERED
    weights = dict(OUTCOMES[kind])
    if month in MOODY_MONTHS:
        weights["not_supported"] = weights.get("not_supported", 0) + 5
    if not scenario.transfer:
        weights.pop("transferred", None)
    if not fitting(scenario.refused, kind, thread):
        weights["not_supported"] //= 4
    choice = weighted(rng, weights)
    return SLUGS.get(choice) or Outcome(choice)


def course_of(rng: Random, kind: ItemKind, habit: str, received: datetime, outcomes: list[Outcome]) -> Course:
    """Registration and answer; feedback that is no appeal starts no clock and may stay without an answer."""
    if not kind.is_appeal:
        answered = _later(rng, received, rng.randint(1, 9)) if chance(rng, 0.55) else None
        return Course(None, answered, prolonged=False)
    registered = _registered(rng, received, habit)
    if set(outcomes) == {Outcome.LEFT_WITHOUT_ANSWER}:
        return Course(registered, None, prolonged=False)
    days, prolonged = _waiting(rng, habit, outcomes)
    return Course(registered, _later(rng, registered, days), prolonged)


def _registered(rng: Random, received: datetime, habit: str) -> datetime:
    """Within three days: at once when the desk is open, else on the next working day, seldom a day later."""
    day, late = received.date(), chance(rng, 0.04)
    at_desk = habit in OFFICE_HABITS or CALENDAR.is_working(day)
    if at_desk and received.hour < DESK_CLOSES and chance(rng, 0.8):
        return received + timedelta(minutes=rng.randint(2, 55 if habit in OFFICE_HABITS else 110))
    following = CALENDAR.next_working(day)
    if late and (following - day).days == 1:
        following = CALENDAR.next_working(following)
    return datetime.combine(following, time(8, 30), received.tzinfo) + timedelta(minutes=rng.randint(0, 150))


def _waiting(rng: Random, habit: str, outcomes: list[Outcome]) -> tuple[int, bool]:
    """Days from registration to the answer and whether the term was prolonged."""
    if habit == "network":
        return weighted(rng, NETWORK_DAYS), False
    if outcomes[0] is Outcome.TRANSFERRED:
        return weighted(rng, FORWARD_DAYS), False
    if habit != "portal" and chance(rng, 0.05):
        return rng.randint(33, 56), True
    if chance(rng, 0.055):
        return weighted(rng, OVERDUE_DAYS), False
    return min(28, max(1, round(rng.gammavariate(4.2, 3.7)))), False


def _later(rng: Random, start: datetime, days: int) -> datetime:
    day = start.date() + timedelta(days=days)
    if not CALENDAR.is_working(day):
        day = max(CALENDAR.previous_working(day), start.date())
    if day == start.date():
        return start + timedelta(minutes=rng.randint(40, 240))
    assert start.tzinfo is not None  # noqa: S101 - every moment of the demonstration is aware
    moment = office_minute(rng, day, start.tzinfo)  # type: ignore[arg-type]
    return max(moment, start + timedelta(minutes=30))
