"""Plans one case: what it is about, who writes through which channel, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from otklik.core.appeals import Form, ItemKind, Outcome
from otklik.demonstration.answers import write_answer
from otklik.demonstration.arrivals import received_at
from otklik.demonstration.authors import Author, address_of, invent_author
from otklik.demonstration.case import DemoCase, DemoQuestion
from otklik.demonstration.dice import chance, weighted
from otklik.demonstration.lifecycle import Course, course_of, outcome_of
from otklik.demonstration.place import Area, Channel, Place, Process, load_place
from otklik.demonstration.slots import Filler
from otklik.demonstration.texts import Scenario, scenarios
from otklik.demonstration.threads import pick, split_tag
from otklik.demonstration.writing import Message, can_be_collective, write_message

HABIT_KINDS = {
    "review": {ItemKind.REVIEW, ItemKind.GRATITUDE},
    "event": {ItemKind.PROPOSAL, ItemKind.REVIEW, ItemKind.GRATITUDE},
}
ORAL_SHARE = {"phone": 1.0, "reception": 0.7, "event": 0.6, "office": 0.5}
SECOND_SHARE = {"letter": 0.16, "mail": 0.12, "portal": 0.06, "site": 0.06, "reception": 0.12}
COLLECTIVE_SHARE = {"letter": 0.12, "mail": 0.07, "reception": 0.05, "portal": 0.015, "site": 0.03}
ADDRESSED = {"letter": 0.98, "reception": 0.95, "portal": 0.8, "mail": 0.5, "phone": 0.6, "site": 0.6}
MOST_QUESTIONS = 3
GENERAL_TOPIC = "0001.0002.0027.0000"


@dataclass(frozen=True)
class Plan:
    """What is settled before writing. `spot` is street, house, flat; `word_seed` fixes the school, the route."""

    scenario: Scenario
    kind: ItemKind
    channel: Channel
    area: Area
    author: Author
    received: datetime
    spot: tuple[str, int, int]
    word_seed: int
    mark: str = ""


@dataclass(frozen=True)
class Draft:
    """A written case with the plan behind it and the first case of the same author, if it is a repeated one."""

    plan: Plan
    case: DemoCase
    first: DemoCase | None = None


def make_plan(
    rng: Random, place: Place, day: date, *, scenario: Scenario | None = None, internal: bool = False
) -> Plan:
    """A plan for a message that comes on that day."""
    chosen = scenario or _choose_scenario(rng, place, day.month, "internal" if internal else "external")
    kind = ItemKind(weighted(rng, chosen.kinds))
    channel = _choose_channel(rng, place.internal_channels if internal else place.channels, kind)
    areas = [area for area in place.areas if area.flats or chosen.dwelling != "flats"]
    area = rng.choices(areas, [item.weight for item in areas])[0]
    author = invent_author(rng, place, channel.habit)
    collective = chance(rng, COLLECTIVE_SHARE.get(channel.habit, 0)) and kind.is_appeal and can_be_collective(chosen)
    moment = received_at(rng, day, channel.habit, ZoneInfo(place.time_zone))
    spot = (rng.choice(area.streets), rng.randint(1, 48 if area.flats else 30), rng.randint(1, 60) if area.flats else 0)
    mark = "collective" if collective else ""
    return Plan(chosen, kind, channel, area, author, moment, spot, rng.randrange(10**6), mark)


def write_case(rng: Random, place: Place, plan: Plan, *, course: Course | None = None) -> DemoCase:
    """Writes the texts of a plan; a given course leaves the case open, without an answer."""
    filler = Filler(
        rng, place, plan.area, plan.spot, today=plan.received.date(), male=plan.author.male, word_seed=plan.word_seed
    )
    asked = _asked(rng, place, plan)
    message = write_message(
        rng, filler, asked, plan.kind, plan.channel.habit, mark=plan.mark, name=plan.author.full_name
    )
    questions = _questions(
        rng, filler, list(zip(asked, message.threads, strict=True)), plan, is_open=course is not None
    )
    outcomes = [question.outcome for question in questions]
    course = course or course_of(rng, plan.kind, plan.channel.habit, plan.received, outcomes)
    case = _bare_case(rng, place, plan, course, filler, questions, message)
    if course.answered_at is None:
        return case
    answer = write_answer(
        rng,
        filler,
        plan.author,
        place.department(case.department),
        list(zip(asked, outcomes, message.threads, strict=True)),
        kind=plan.kind,
        registered=course.registered_at or plan.received,
        answered=course.answered_at,
    )
    return replace(case, answer=answer)


def _bare_case(  # noqa: PLR0917 - one call, from the function above
    rng: Random,
    place: Place,
    plan: Plan,
    course: Course,
    filler: Filler,
    questions: tuple[DemoQuestion, ...],
    message: Message,
) -> DemoCase:
    process = _process(place, plan.scenario)
    internal, author, scenario = plan.scenario.audience == "internal", plan.author, plan.scenario
    return DemoCase(
        title=filler.fill(_title(rng, plan, message.threads[0])),
        text=message.text,
        kind=plan.kind.value,
        audience=scenario.audience,
        channel=plan.channel.slug,
        form=(Form.ORAL if chance(rng, ORAL_SHARE.get(plan.channel.habit, 0)) else Form.WRITTEN).value,
        sender_kind=author.sender_kind.value,
        received_at=plan.received,
        registered_at=course.registered_at,
        answered_at=course.answered_at,
        prolonged=course.prolonged,
        process=process.key,
        subject=process.subject,
        touchpoint=scenario.touchpoint,
        department=process.department,
        reason=scenario.reason,
        topic=scenario.topic or GENERAL_TOPIC,
        categories=_categories(place, plan),
        questions=questions,
        outcome=questions[0].outcome,
        name=author.full_name,
        email=author.email,
        phone=author.phone,
        address="" if internal or not _leaves_address(rng, plan) else address_of(filler),
        organization="" if internal else author.organization,
        place="" if internal else f"{filler.area.short}, ул. {filler.street}, {filler.house}",
        author_count=rng.choice((3, 4, 5, 7, 9, 12, 14, 18, 23, 27, 36, 48)) if plan.mark == "collective" else 1,
    )


def _title(rng: Random, plan: Plan, thread: str) -> str:
    titles = plan.scenario.titles
    return pick(rng, titles, plan.kind, thread) or split_tag(titles[0])[1]


def _asked(rng: Random, place: Place, plan: Plan) -> list[Scenario]:
    """The scenario of the plan and, seldom, one or two more of the same kind for further questions."""
    asked = [plan.scenario]
    if plan.mark != "repeat" and plan.kind.is_appeal and plan.scenario.audience == "external":
        share = SECOND_SHARE.get(plan.channel.habit, 0)
        while len(asked) < MOST_QUESTIONS and chance(rng, share):
            more = _choose_scenario(rng, place, plan.received.month, "external")
            fits = plan.kind.value in more.kinds and more not in asked and (plan.area.flats or more.dwelling != "flats")
            asked += [more] if fits and plan.kind is not ItemKind.INQUIRY else []
            share *= 0.5
    return asked


def _questions(
    rng: Random, filler: Filler, asked: list[tuple[Scenario, str]], plan: Plan, *, is_open: bool
) -> tuple[DemoQuestion, ...]:
    def outcome(scenario: Scenario, thread: str) -> Outcome:
        return Outcome.IN_WORK if is_open else outcome_of(rng, scenario, plan.kind, thread, plan.received.month)

    left_out = Outcome.LEFT_WITHOUT_ANSWER
    found = [outcome(scenario, thread) for scenario, thread in asked]
    if left_out in found:
        found = [left_out] * len(found)
    return tuple(
        DemoQuestion(filler.fill(scenario.question), scenario.topic or GENERAL_TOPIC, scenario.reason, result)
        for (scenario, _), result in zip(asked, found, strict=True)
    )


def _categories(place: Place, plan: Plan) -> tuple[str, ...]:
    wanted = (plan.kind.value, *plan.scenario.categories)
    return tuple(dict.fromkeys(place.categories[key] for key in wanted if key in place.categories))


def _leaves_address(rng: Random, plan: Plan) -> bool:
    return bool(plan.author.surname) and chance(rng, ADDRESSED.get(plan.channel.habit, 0.1))


def _process(place: Place, scenario: Scenario) -> Process:
    process = place.process_of(scenario.process)
    if process is None:
        raise LookupError(f"{place.slug}: {scenario.process}")
    return process


def _choose_scenario(rng: Random, place: Place, month: int, audience: str) -> Scenario:
    pool, weights = _pool(place.slug, month, audience)
    return rng.choices(pool, weights)[0]


@cache
def _pool(slug: str, month: int, audience: str) -> tuple[tuple[Scenario, ...], tuple[int, ...]]:
    place = load_place(slug)
    fit = [scenario for scenario in scenarios() if scenario.audience == audience and _belongs(scenario, place)]
    weighed = [(scenario, scenario.weight * int(scenario.season[month - 1])) for scenario in fit]
    return tuple(item for item, weight in weighed if weight), tuple(weight for _, weight in weighed if weight)


def _belongs(scenario: Scenario, place: Place) -> bool:
    return (not scenario.tags or bool(set(scenario.tags) & set(place.tags))) and bool(
        place.process_of(scenario.process)
    )


def _choose_channel(rng: Random, channels: Sequence[Channel], kind: ItemKind) -> Channel:
    fit = [item for item in channels if kind in HABIT_KINDS.get(item.habit, {kind})]
    return rng.choices(fit, [item.weight * (4 if item.habit in HABIT_KINDS else 1) for item in fit])[0]
