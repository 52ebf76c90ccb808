"""Research of the demonstration: a weighed sample, proposals to look deeper, talks coded by two people."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.queries import actor_of, people_with_role
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Administration, Category
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.core.sampling.cells import Codes
from otklik.surveys.actions.code_passages import add_passages, code_passages
from otklik.surveys.actions.draw_sample import SampleWish, plan_sample
from otklik.surveys.actions.keep_source import SourceFacts, keep_source
from otklik.surveys.actions.propose_survey import propose_survey
from otklik.surveys.actions.set_population import type_cells
from otklik.surveys.actions.weigh_survey import weigh_survey
from otklik.surveys.models import Survey
from otklik.surveys.proposals.marks import causes_in_marks
from otklik.surveys.sampling.questions import dimension_of, dividing_columns

_TALKS = Path(__file__).with_name("research.toml")
_BASIS = "Росстат, численность населения на 1 января 2025 года (для показа: числа придуманы)"
WISH = SampleWish(margin=0.05, confidence=0.95, expected_response=0.4, method="quota")
MOST_PROPOSALS = 2
#: The quarter in which the invented mood fell.
FALLEN = Quarter(2025, 1)


@transaction.atomic
def load_research(slug: str, today: date) -> None:
    """A population with weights for one survey, proposals of the quarter that fell, three talks with their coding."""
    administration = administration_by_slug(slug)
    dice = Random(f"research {slug}")  # noqa: S311 - invented people, no secret
    _sample(administration, dice)
    causes = causes_in_marks(administration, FALLEN, procedure_of(slug).survey_rules)
    for cause in causes[:MOST_PROPOSALS]:
        propose_survey(administration, cause)
    coders = _coders(administration, today)
    for talk in tomllib.loads(_TALKS.read_text(encoding="utf-8"))["sources"] if coders else ():
        _talk(administration, talk, coders, dice, today)


def _sample(administration: Administration, dice: Random) -> None:
    """The first ended survey of citizens that asks about the person: cells by those questions, weights by margins."""
    actor = system_actor(administration.pk, administration.slug)
    ended = Survey.objects.filter(
        administration=administration, audience=Audience.EXTERNAL.value, state=Survey.State.CLOSED
    ).select_related("version")
    for survey in ended.order_by("-opens_on", "pk"):
        columns = [column for column in dividing_columns(survey) if column.cut is not None][:2]
        if not columns:
            continue
        names = [column.name for column in columns]
        codes = list(product(*([code for code, _ in dimension_of(column).values] for column in columns)))
        counts: dict[Codes, int] = {one: dice.randrange(900, 1600) for one in codes}
        type_cells(actor=actor, survey_id=survey.pk, questions=names, counts=counts, basis=_BASIS)
        plan_sample(actor=actor, survey_id=survey.pk, wish=WISH)
        _weigh(actor, survey, names)
        return


def _weigh(actor: Actor, survey: Survey, names: Sequence[str]) -> None:
    try:
        with transaction.atomic():
            weigh_survey(actor=actor, survey_id=survey.pk, method="raking", dimensions=names)
    except RuleBroken:
        return  # some invented group has not answered: the page says so


def _coders(administration: Administration, today: date) -> list[Actor]:
    """The coordinator and an organiser, where the place has both."""
    roles = (Role.COORDINATOR, Role.ORGANIZER)
    people = [people_with_role(administration.pk, role, today).first() for role in roles]
    found = (actor_of(person) for person in dict.fromkeys(people) if person)
    return [actor for actor in found if actor]


def _talk(
    administration: Administration, talk: dict[str, Any], coders: Sequence[Actor], dice: Random, today: date
) -> None:
    facts = {name: value for name, value in talk.items() if name != "back_days"}
    held_on = today - timedelta(days=talk["back_days"])
    source = keep_source(actor=coders[0], facts=SourceFacts(held_on=held_on, **facts))
    add_passages(actor=coders[0], source_id=source.pk, text=source.text)
    categories = list(
        Category.objects.filter(administration=administration, is_active=True).values_list("pk", flat=True)
    )
    if not categories:
        return
    first = {passage.pk: [dice.choice(categories)] for passage in source.passages.all()}
    second = {pk: given if dice.random() < 0.8 else [dice.choice(categories)] for pk, given in first.items()}  # noqa: PLR2004 - as people agree
    for coder, marks in zip(coders, (first, second), strict=False):
        code_passages(actor=coder, source_id=source.pk, marks=marks)
