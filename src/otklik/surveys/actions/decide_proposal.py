"""Accepting a proposal (a draft survey is made), declining it, closing it with what was found."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.surveys.actions.create_survey import create_survey
from otklik.surveys.actions.draw_sample import SampleWish, plan_sample
from otklik.surveys.actions.set_population import count_from_register
from otklik.surveys.draft import SurveyDraft
from otklik.surveys.launch import minimum_of
from otklik.surveys.models import QuestionnaireVersion, Survey, SurveyProposal
from otklik.surveys.policies import can_decide_proposals, may_run
from otklik.surveys.proposals.paper import additional_kind
from otklik.surveys.sampling.register import RegisterQuery

State = SurveyProposal.State


@transaction.atomic
def accept_proposal(*, actor: Actor, proposal_id: int) -> Survey:
    """Make the draft of the survey with its population and sample; the coordinator then mends and opens it.

    Порядок: murashi 5.2, biysk 4, livny 4.
    """
    proposal = _waiting(actor, proposal_id)
    sheet = proposal.questionnaire_id
    version = QuestionnaireVersion.objects.filter(questionnaire_id=sheet).first() if sheet is not None else None
    if version is None:
        raise RuleBroken("questionnaire", "Для такого опроса нет анкеты: сначала составьте её в разделе «Анкеты».")
    survey = create_survey(actor=actor, draft=_draft(actor, proposal, version.pk))
    if proposal.population_size:
        _sample(actor, proposal, survey)
    _decide(actor, proposal, State.ACCEPTED)
    proposal.survey = survey
    proposal.save(update_fields=["state", "decided_at", "decided_by", "survey"])
    audit.record(actor, "accept_proposal", proposal, f"Принято предложение: {proposal.title}", survey=survey.pk)
    return survey


@transaction.atomic
def decline_proposal(*, actor: Actor, proposal_id: int, refusal: str) -> SurveyProposal:
    """Say why no survey is needed; RuleBroken without a reason."""
    proposal = _waiting(actor, proposal_id)
    if not refusal.strip():
        raise RuleBroken("refusal", "Напишите, почему опрос не нужен: это останется рядом с предложением.", "refusal")
    _decide(actor, proposal, State.DECLINED)
    proposal.refusal = refusal.strip()[:1000]
    proposal.save(update_fields=["state", "decided_at", "decided_by", "refusal"])
    audit.record(actor, "decline_proposal", proposal, f"Отклонено предложение: {proposal.title}")
    return proposal


@transaction.atomic
def close_proposal(*, actor: Actor, proposal_id: int, finding: str) -> SurveyProposal:
    """Say what the additional survey found; its results stay linked. RuleBroken while it runs."""
    proposal = _locked(actor, proposal_id)
    if proposal.state != State.ACCEPTED:
        raise RuleBroken("state", "Завершить можно принятое предложение.")
    if proposal.survey is not None and proposal.survey.state != Survey.State.CLOSED:
        raise RuleBroken("running", "Опрос ещё не завершён. Завершите его и вернитесь сюда с выводом.", "finding")
    if not finding.strip():
        raise RuleBroken("finding", "Напишите, что показал опрос и что из этого следует.", "finding")
    proposal.state, proposal.finding, proposal.closed_at = State.CLOSED, finding.strip()[:2000], timezone.now()
    proposal.save(update_fields=["state", "finding", "closed_at"])
    audit.record(actor, "close_proposal", proposal, f"Вывод углублённого опроса записан: {proposal.title}")
    return proposal


def _locked(actor: Actor, proposal_id: int) -> SurveyProposal:
    if not can_decide_proposals(actor):
        raise NotFound
    own = SurveyProposal.objects.select_for_update(of=("self",)).filter(administration_id=actor.administration_id)
    found = own.select_related("survey").filter(pk=proposal_id).first()
    if found is None or not may_run(actor, found.audience, None):
        raise NotFound
    return found


def _waiting(actor: Actor, proposal_id: int) -> SurveyProposal:
    proposal = _locked(actor, proposal_id)
    if proposal.state != State.OPEN:
        raise RuleBroken("decided", f"Решение уже принято: {proposal.get_state_display()}.")
    return proposal


def _decide(actor: Actor, proposal: SurveyProposal, state: str) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by_id = state, timezone.now(), actor.user_id


def _draft(actor: Actor, proposal: SurveyProposal, version_id: int) -> SurveyDraft:
    procedure = procedure_of(actor.administration_slug)
    kind = additional_kind(procedure, proposal.audience)
    process = proposal.process
    known = {one.slug for one in procedure.subjects}
    return SurveyDraft(
        title=f"Дополнительный опрос: {process or proposal.title}"[:300],
        audience=proposal.audience,
        version_id=version_id,
        opens_on=proposal.opens_on,
        closes_on=proposal.closes_on,
        minimum_group=minimum_of(procedure, proposal.audience),
        kind=kind.slug if kind else "",
        subject=process.subject if process and process.subject in known else "",
        process_id=proposal.process_id,
        touchpoint_id=proposal.touchpoint_id,
        target=proposal.population[:500],
    )


def _sample(actor: Actor, proposal: SurveyProposal, survey: Survey) -> None:
    """Population by the register, size by the profile's margin; what the actor may not see is left for later."""
    rules = procedure_of(actor.administration_slug).survey_rules
    until = Quarter.from_key(proposal.quarter)
    query = RegisterQuery(until.year_ago(), until, (), proposal.process_id)
    try:
        with transaction.atomic():
            count_from_register(actor=actor, survey_id=survey.pk, query=query)
    except RuleBroken:
        return
    wish = SampleWish(margin=rules.margin, confidence=rules.confidence, expected_response=0.3)
    plan_sample(actor=actor, survey_id=survey.pk, wish=wish)
