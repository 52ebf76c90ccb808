"""Surveys of the demonstration: invented answers of a year and a half, the same each time, loaded in bulk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.base.actor import Actor, system_actor
from otklik.catalog.models import Administration, Department, Process, Touchpoint
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.core.questionnaire.schema import Questionnaire
from otklik.demonstration.place import Lift, load_place
from otklik.surveys.actions.found_questionnaires import found_questionnaires
from otklik.surveys.demonstration.given import load_given
from otklik.surveys.demonstration.people import answers_of
from otklik.surveys.demonstration.plan import FIRST, LAST, Plan, plans
from otklik.surveys.demonstration.rows import Given, spread, store
from otklik.surveys.launch import kind_of, minimum_of
from otklik.surveys.models import QuestionnaireVersion, Survey, SurveyLink
from otklik.surveys.version_columns import questionnaire_of

#: Employees who answer in the largest units, and in the smallest, which is never shown by itself.
UNIT_SIZES = (22, 17, 14, 12, 11, 10)
SMALL_UNIT = 4
_CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True)
class Scene:
    """What every survey of a place is invented with."""

    administration: Administration
    actor: Actor
    dice: Random
    units: Sequence[Department]
    processes: Sequence[Process]
    touchpoint: Touchpoint | None
    lifts: Mapping[int | None, Lift]
    """What people felt of a measure, by the process."""


@transaction.atomic
def load_surveys(slug: str, today: date) -> int:
    """Invent and store the surveys of one place; returns how many answers."""
    administration = administration_by_slug(slug)
    actor, procedure = system_actor(administration.pk, slug), procedure_of(slug)
    found_questionnaires(actor=actor, procedure=procedure)
    processes = list(Process.objects.filter(administration=administration).order_by("pk"))
    lifts = {lift.process: lift for lift in load_place(slug).lifts}
    scene = Scene(
        administration,
        actor,
        Random(f"surveys {slug}"),  # noqa: S311 - invented people, no secret
        list(Department.objects.filter(administration=administration, kind=Department.Kind.UNIT).order_by("pk")),
        processes,
        Touchpoint.objects.filter(administration=administration, is_active=True).order_by("position", "pk").first(),
        {one.pk: lifts[one.slug] for one in processes if one.slug in lifts},
    )
    asked = ((plan, _version(scene, plan)) for plan in plans(procedure, today))
    made = [(plan, _survey(scene, plan, version)) for plan, version in asked if version]
    count = sum(_fill(scene, plan, survey) for plan, survey in made)
    load_given(administration, [survey for _, survey in made], scene.dice)
    return count


def _version(scene: Scene, plan: Plan) -> QuestionnaireVersion | None:
    own = QuestionnaireVersion.objects.filter(questionnaire__administration=scene.administration)
    return own.filter(questionnaire__slug=plan.sheet).order_by("-number").first()


def _survey(scene: Scene, plan: Plan, version: QuestionnaireVersion) -> Survey:
    procedure = procedure_of(scene.administration.slug)
    kind = next((one for one in plan.kinds if kind_of(procedure, one)), "")
    zone = ZoneInfo(scene.administration.time_zone)
    return Survey.objects.create(
        administration=scene.administration,
        version=version,
        kind=kind,
        title=plan.title,
        audience=plan.audience,
        state=Survey.State.OPEN if plan.is_open else Survey.State.CLOSED,
        subject=plan.subject,
        touchpoint=scene.touchpoint if plan.at_touchpoint else None,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        is_listed=plan.is_listed,
        is_announced=plan.is_listed and plan.is_open and plan.closes_on is not None,
        takes_contacts=plan.takes_contacts,
        target="жители" if plan.audience == Audience.EXTERNAL.value and not plan.subject else "",
        minimum_group=minimum_of(procedure, plan.audience),
        created_at=datetime(plan.opens_on.year, plan.opens_on.month, 1, 9, tzinfo=zone),
    )


def _fill(scene: Scene, plan: Plan, survey: Survey) -> int:
    asked = questionnaire_of(survey.version)
    links = _links(scene, plan, survey)
    if plan.audience == Audience.INTERNAL.value:
        given = _of_employees(scene, plan, asked, links)
    elif plan.closes_on is None:
        given = _of_quarters(scene, plan, asked, links)
    else:
        days = spread(scene.dice, plan.opens_on, min(plan.closes_on, LAST), plan.answers)
        given = (_given(scene, asked, links, on, plan.mood) for on in days)
    return store(scene.dice, scene.actor, survey, asked, given)


def _links(scene: Scene, plan: Plan, survey: Survey) -> list[SurveyLink]:
    """One for each way; what is given with an answer has one for each process of the object."""
    processes = [one for one in scene.processes if one.subject == plan.subject] if plan.subject else []
    links = []
    for way in plan.ways:
        about = [None, *processes[:5]] if way == SurveyLink.Source.ANSWER else [None]
        links += [SurveyLink(survey=survey, source=way, process=one, code=_code(scene.dice)) for one in about]
    return SurveyLink.objects.bulk_create(links)


def _code(dice: Random) -> str:
    return "".join(dice.choice(_CODE_LETTERS) for _ in range(8))


def _of_quarters(scene: Scene, plan: Plan, asked: Questionnaire, links: Sequence[SurveyLink]) -> Iterator[Given]:
    """Quarter by quarter: more answers each time, and a mood that drifts, once down and then up."""
    quarter, step = Quarter.of(FIRST), 0
    while quarter.start_on <= LAST:
        drift = (0.0, 0.08, -0.22, -0.05, 0.12, 0.24)[step % 6]
        count = round(plan.answers * (0.75 + 0.12 * step))
        for on in spread(scene.dice, quarter.start_on, quarter.end_on, count):
            yield _given(scene, asked, links, on, plan.mood + drift)
        quarter, step = quarter.next(), step + 1


def _given(scene: Scene, asked: Questionnaire, links: Sequence[SurveyLink], on: date, mood: float) -> Given:
    weights = [3 if link.process_id else 4 - min(3, place) for place, link in enumerate(links)]
    link = scene.dice.choices(links, weights)[0]
    own = ((link.process_id or 0) % 5 - 2) * 0.18
    lift = scene.lifts.get(link.process_id)
    risen = lift.mood if lift is not None and on > lift.since else 0.0
    return Given(on, link.pk, _answers(scene.dice, asked, scene.dice.gauss(mood + own, 0.8), risen))


def _answers(dice: Random, asked: Questionnaire, mood: float, risen: float) -> dict[str, Any]:
    """What one person answers; where the mood has risen the dice go on as if it had not: all others answer the same."""
    if not risen:
        return answers_of(dice, asked, mood)
    own = Random()  # noqa: S311 - as the dice
    own.setstate(dice.getstate())
    answers_of(dice, asked, mood)
    return answers_of(own, asked, mood + risen)


def _of_employees(scene: Scene, plan: Plan, asked: Questionnaire, links: Sequence[SurveyLink]) -> Iterator[Given]:
    """Units of different size and mood; the last one is smaller than may be shown."""
    assert plan.closes_on is not None  # noqa: S101 - employees are asked for a time
    sizes = (*UNIT_SIZES[: max(1, len(scene.units) - 1)], SMALL_UNIT)
    for place, (unit, size) in enumerate(zip(scene.units, sizes, strict=False)):
        mood = plan.mood + (0.4, 0.1, -0.3, 0.2, -0.1, 0.0, -0.5)[place % 7]
        for on in spread(scene.dice, plan.opens_on, plan.closes_on, size):
            answers = answers_of(scene.dice, asked, scene.dice.gauss(mood, 0.7), unit=unit.slug)
            yield Given(on, scene.dice.choices(links, (4, 1))[0].pk, answers)
