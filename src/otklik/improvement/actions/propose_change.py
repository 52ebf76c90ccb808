"""Proposing a change to another body: written, sent, its outcome recorded. Порядок: biysk 6, livny 6."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.access import measure_to_plan, pain_for, proposal_to_write
from otklik.improvement.enums import ProposalOutcome
from otklik.improvement.measure_plan import check_day, plain
from otklik.improvement.models import ChangeProposal
from otklik.improvement.policies import can_plan_measures
from otklik.improvement.proposal_facts import TEXT_LETTERS, ProposalFacts, check_proposal, todays_facts
from otklik.intake.queries import today_of

NUMBER_LETTERS = 60


@transaction.atomic
def write_proposal(
    *, actor: Actor, facts: ProposalFacts, pain_ids: Collection[int] = (), measure_id: int | None = None
) -> ChangeProposal:
    """A draft, linked to the pains that speak for it and to the measure that it carries out."""
    if not can_plan_measures(actor):
        raise NotFound
    pains = [pain_for(actor, pain_id) for pain_id in dict.fromkeys(pain_ids)]
    measure = measure_to_plan(actor, measure_id) if measure_id is not None else None
    check_proposal(actor, facts)
    made = ChangeProposal.objects.create(
        administration_id=actor.administration_id,
        measure=measure,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
        **facts.columns(),
    )
    made.pains.set(pains)
    audit.record(actor, "write_proposal", made, f"Составлено предложение: {made.title}", pains=[p.pk for p in pains])
    return made


@transaction.atomic
def change_proposal(*, actor: Actor, proposal_id: int, facts: ProposalFacts, version: int) -> ChangeProposal:
    """State a draft anew; what was sent stays as it was sent."""
    found = _locked(actor, proposal_id)
    if found.sent_on is not None:
        raise RuleBroken("sent", "Письмо уже направлено: изменить его нельзя. Составьте новое предложение.")
    if found.version != version:
        raise RuleBroken(
            "changed_meanwhile",
            "Пока вы писали, предложение изменил другой человек. Ваш текст остался в полях: сверьте его и сохраните "
            "ещё раз.",
        )
    check_proposal(actor, facts)
    for name, value in facts.columns().items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    audit.record(actor, "change_proposal", found, f"Изменено предложение: {found.title}")
    return found


@transaction.atomic
def send_proposal(*, actor: Actor, proposal_id: int, number: str, sent_on: date) -> ChangeProposal:
    """It left under this number on this day; the letterhead and the signer of today are kept with it."""
    found = _locked(actor, proposal_id)
    if found.sent_on is not None:
        raise RuleBroken("sent", "Отправка уже записана.")
    words = plain(number)
    if not words or len(words) > NUMBER_LETTERS:
        raise RuleBroken("number", "Укажите исходящий номер письма, не длиннее 60 знаков.", "number")
    _check_past(actor, sent_on, "sent_on")
    found.number, found.sent_on = words, sent_on
    found.letter_facts = todays_facts(actor, found.administration)
    found.save(update_fields=["number", "sent_on", "letter_facts"])
    audit.record(actor, "send_proposal", found, f"Предложение направлено: {found.title}", number=words)
    return found


@transaction.atomic
def record_outcome(
    *, actor: Actor, proposal_id: int, outcome: str, outcome_on: date, outcome_words: str
) -> ChangeProposal:
    """What the addressee decided; a later letter may correct it."""
    found = _locked(actor, proposal_id)
    if found.sent_on is None:
        raise RuleBroken("not_sent", "Сначала запишите, когда и под каким номером письмо направлено.")
    if outcome not in ProposalOutcome.values:
        raise RuleBroken("outcome", "Выберите, чем кончилось.", "outcome")
    words = plain(outcome_words)
    if len(words) > TEXT_LETTERS:
        raise RuleBroken("long", "Слишком длинно: оставьте суть ответа.", "outcome_words")
    _check_past(actor, outcome_on, "outcome_on")
    if outcome_on < found.sent_on:
        raise RuleBroken("days", "Ответ раньше отправки. Проверьте день.", "outcome_on")
    found.outcome, found.outcome_on, found.outcome_words = outcome, outcome_on, words
    found.save(update_fields=["outcome", "outcome_on", "outcome_words"])
    audit.record(actor, "record_outcome", found, f"Ответ на предложение — {found.get_outcome_display()}: {found.title}")
    return found


def _locked(actor: Actor, proposal_id: int) -> ChangeProposal:
    locked = ChangeProposal.objects.select_for_update(of=("self",)).select_related("administration", "process")
    return locked.get(pk=proposal_to_write(actor, proposal_id).pk)


def _check_past(actor: Actor, on: date, field: str) -> None:
    check_day(on, field)
    if on > today_of(actor):
        raise RuleBroken("ahead", "Этот день ещё не наступил.", field)
