"""The verdict on a survey's hypothesis. Порядок: murashi 5.3."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import Survey


@transaction.atomic
def judge_hypothesis(*, actor: Actor, survey_id: int, outcome: str, reasons: str) -> Survey:
    """Say what became of the hypothesis and why; only after the survey has ended."""
    survey = Survey.objects.select_for_update().get(pk=survey_to_run(actor, survey_id).pk)
    if not survey.hypothesis:
        raise RuleBroken("hypothesis", "У этого опроса нет гипотезы.")
    if survey.state != Survey.State.CLOSED:
        raise RuleBroken("open", "Опрос ещё не завершён: вывод делают по всем ответам.")
    if outcome not in Survey.HypothesisOutcome.values:
        raise RuleBroken("outcome", "Выберите, подтвердилась ли гипотеза.", "outcome")
    if not reasons.strip():
        raise RuleBroken("reasons", "Напишите, из чего это следует: какие ответы, сколько их.", "reasons")
    survey.hypothesis_outcome, survey.verdict = outcome, reasons.strip()[:2000]
    survey.save(update_fields=["hypothesis_outcome", "verdict"])
    told = Survey.HypothesisOutcome(outcome).label
    audit.record(actor, "judge_hypothesis", survey, f"Гипотеза {told}: {survey.title}")
    return survey
