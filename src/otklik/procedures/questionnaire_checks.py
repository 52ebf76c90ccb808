"""What a questionnaire must answer to: the profile's aspects, touchpoints, elements and kinds of surveys."""

from collections.abc import Iterator

from otklik.core.appeals import Audience
from otklik.procedures.problems import Problem
from otklik.procedures.schema import Procedure
from otklik.procedures.serving import asks, known_of, questionnaires_for, rated


def questionnaire_problems(procedure: Procedure) -> list[Problem]:
    """Every questionnaire that names what is not there, every kind of survey that has no questionnaire."""
    found = [Problem(0, "", f"анкета «{slug}»: {fault}") for slug, fault in _faults(procedure)]
    return [*found, *_unserved(procedure)]


def _faults(procedure: Procedure) -> Iterator[tuple[str, str]]:
    aspects = {aspect.slug: aspect.title for aspect in procedure.internal.aspects}
    for questionnaire in procedure.questionnaires:
        for question, rates, of in rated(questionnaire):
            if of and of not in known_of(procedure, rates):
                yield questionnaire.slug, f"вопрос «{question.slug}» оценивает «{of}», но в профиле такого нет"
        asked = {of for _question, rates, of in rated(questionnaire) if rates == "aspect"}
        left = [title for slug, title in aspects.items() if slug not in asked]
        if asked and left:
            yield questionnaire.slug, f"не спрошено о предмете оценки «{left[0]}»"
        if (
            questionnaire.audience == Audience.INTERNAL
            and procedure.internal.general
            and not asks(questionnaire, "whole")
        ):
            yield questionnaire.slug, "порядок велит спрашивать и об удовлетворённости в целом, а такого вопроса нет"


def _unserved(procedure: Procedure) -> Iterator[Problem]:
    for kind in procedure.surveys:
        serving = questionnaires_for(procedure, kind)
        if not serving:
            yield Problem(0, kind.clause, f"для опроса «{kind.title}» нет ни одной анкеты")
        elif not any(asks(one, kind.rates) for one in serving):
            yield Problem(0, kind.clause, f"опрос «{kind.title}»: в его анкетах нет вопроса с такой оценкой")
