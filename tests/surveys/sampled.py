"""A survey with a population of three ages, and answers to weigh."""

from collections.abc import Callable
from typing import Any

from otklik.base.actor import Actor
from otklik.surveys.actions.draw_sample import SampleWish
from otklik.surveys.actions.set_population import type_cells
from otklik.surveys.actions.weigh_survey import weigh_survey
from otklik.surveys.models import Survey, TargetPopulation

WISH = SampleWish(margin=0.05, confidence=0.95, expected_response=0.5)
AGES = {("young",): 300, ("middle",): 500, ("old",): 200}


def stated(organizer: Actor, survey: Survey) -> TargetPopulation:
    """Cells by age."""
    return type_cells(actor=organizer, survey_id=survey.pk, questions=["age"], counts=AGES, basis="Росстат")


def weighed(organizer: Actor, survey: Survey, respond: Callable[..., Any], method: str = "poststrata") -> Any:
    stated(organizer, survey)
    for age, marks in {"young": [5] * 6, "middle": [4] * 3, "old": [1] * 1}.items():
        for mark in marks:
            respond(survey, whole=mark, age=age)
    respond(survey, whole=3)
    return weigh_survey(actor=organizer, survey_id=survey.pk, method=method, dimensions=["age"])
