"""The demonstration year and a half: fixed dates, fixed seed, the same bytes on every run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from otklik.core.appeals import ItemKind
from otklik.demonstration.arrivals import LAST_ON, days_of_year, received_at, surge_days, working_day
from otklik.demonstration.case import DemoCase
from otklik.demonstration.dice import chance
from otklik.demonstration.drafting import Draft, Plan, make_plan, write_case
from otklik.demonstration.place import Place, load_place
from otklik.demonstration.texts import Scenario, scenarios

REPEAT_SHARE = 0.06
ATTEMPTS = 6
REPEATABLE = frozenset({ItemKind.COMPLAINT, ItemKind.STATEMENT})


def generate(procedure_slug: str, *, seed: int = 2025) -> Iterator[DemoCase]:
    """Cases received from 1 July 2024 to 31 December 2025 in order of receipt, all answered or closed.

    LookupError when the profile has no demonstration.
    """
    place = load_place(procedure_slug)
    drafts = _drafts(place, seed)
    drafts += _repeats(place, seed, drafts)
    drafts.sort(key=lambda draft: (draft.case.received_at, draft.case.text))
    numbers = {id(draft.case): number for number, draft in enumerate(drafts)}
    for number, draft in enumerate(drafts):
        yield replace(draft.case, index=number, repeat_of=numbers[id(draft.first)] if draft.first else None)


def _drafts(place: Place, seed: int) -> list[Draft]:
    by_slug = {scenario.slug: scenario for scenario in scenarios()}
    rng = Random(f"{place.slug}:{seed}")  # noqa: S311 - no secret
    arrivals: list[tuple[date, Scenario | None]] = [(day, None) for day in days_of_year(rng, place)]
    for surge in place.surges:
        days = surge_days(rng, surge.first_on, surge.last_on, surge.cases)
        arrivals += [(day, by_slug[surge.scenario]) for day in days]
    seen: set[str] = set()
    drafts = []
    for number, (day, scenario) in enumerate(arrivals):
        own = Random(f"{place.slug}:{seed}:{number}")  # noqa: S311
        internal = scenario is None and chance(own, place.internal_share)
        plan = make_plan(own, place, day, scenario=scenario, internal=internal)
        drafts.append(Draft(plan, distinct_case(own, place, plan, seen)))
    return drafts


def distinct_case(rng: Random, place: Place, plan: Plan, seen: set[str]) -> DemoCase:
    """A case whose text has not been seen yet, as far as a few attempts reach."""
    for _ in range(ATTEMPTS):
        case = write_case(rng, place, plan)
        if case.text not in seen:
            break
    seen.add(case.text)
    return case


def _repeats(place: Place, seed: int, drafts: list[Draft]) -> list[Draft]:
    rng = Random(f"{place.slug}:{seed}:repeats")  # noqa: S311
    repeats = []
    for draft in drafts:
        if chance(rng, REPEAT_SHARE):
            repeat = _repeat(rng, place, draft)
            repeats += [repeat] if repeat else []
    return repeats


def _repeat(rng: Random, place: Place, draft: Draft) -> Draft | None:
    """The same author comes back after an answer that did not help."""
    plan, case = draft.plan, draft.case
    if (
        plan.kind not in REPEATABLE
        or not case.answered_at
        or not case.name
        or plan.mark
        or plan.channel.habit == "network"
    ):
        return None
    day = working_day(case.answered_at.date() + timedelta(days=rng.randint(4, 24)))
    if day > LAST_ON or plan.scenario.season[day.month - 1] == "0":
        return None
    moment = received_at(rng, day, plan.channel.habit, ZoneInfo(place.time_zone))
    again = replace(plan, received=moment, mark="repeat")
    return Draft(again, write_case(rng, place, again), case)
