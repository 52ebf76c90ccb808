"""Deciding an item of a review: a measure of one of the decree's types, or a refusal with its reason."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.improvement.access import measure_for
from otklik.improvement.actions.plan_measure import plan_measure
from otklik.improvement.actions.propose_change import write_proposal
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_plan import MeasurePlan, plain
from otklik.improvement.measure_types import is_to_others
from otklik.improvement.models import ChangeProposal, Measure
from otklik.improvement.proposal_facts import ProposalFacts
from otklik.reporting.models import ReviewItem
from otklik.reporting.reviews.access import item_to_decide

REASON_LETTERS = 1000


@transaction.atomic
def decide_by_new_measure(
    *, actor: Actor, review_id: int, item_id: int, plan: MeasurePlan, addressee: str = "", reason: str = ""
) -> ReviewItem:
    """Plan a measure; of a type that asks others to act the letter's draft is made too. RuleBroken names the field.

    Порядок: livny 4 (пять видов мероприятий), biysk 6
    """
    item = _undecided(actor, review_id, item_id)
    if not plan.kind:
        raise RuleBroken("kind", "Выберите вид мероприятия: порядок называет их исчерпывающе.", "kind")
    to_others = is_to_others(procedure_of(actor.administration_slug), plan.kind)
    if to_others and not plain(addressee):
        raise RuleBroken("addressee", "Напишите, кому предложение: владельцу портала, системы или акта.", "addressee")
    pains = [item.pain_id] if item.pain_id else []
    measure = plan_measure(actor=actor, plan=plan, pain_ids=pains)
    proposal = _letter(actor, item, measure, plain(addressee)) if to_others else None
    return _decided(actor, item, ReviewItem.Decision.MEASURE, reason, measure=measure, proposal=proposal)


@transaction.atomic
def decide_by_known_measure(
    *, actor: Actor, review_id: int, item_id: int, measure_id: int, reason: str = ""
) -> ReviewItem:
    """The road map holds the measure already."""
    item = _undecided(actor, review_id, item_id)
    measure = measure_for(actor, measure_id)
    if measure.state == MeasureState.CANCELLED:
        raise RuleBroken("cancelled", "Мероприятие отменено. Выберите другое или запланируйте новое.", "measure_id")
    if not measure.kind:
        raise RuleBroken("kind", "У мероприятия не указан вид. Укажите его на странице мероприятия.", "measure_id")
    newest = ChangeProposal.objects.visible_to(actor).filter(measure=measure).order_by("-pk").first()
    return _decided(actor, item, ReviewItem.Decision.MEASURE, reason, measure=measure, proposal=newest)


@transaction.atomic
def refuse_item(*, actor: Actor, review_id: int, item_id: int, reason: str) -> ReviewItem:
    """Nothing is done, and why. Порядок: gatchina 4.4, livny 4"""
    item = _undecided(actor, review_id, item_id)
    if not plain(reason):
        raise RuleBroken("reason", "Напишите, почему решили ничего не делать.", "reason")
    return _decided(actor, item, ReviewItem.Decision.REFUSAL, reason)


@transaction.atomic
def undo_decision(*, actor: Actor, review_id: int, item_id: int) -> ReviewItem:
    """The item is open again; a measure that was planned stays on the road map until it is cancelled there."""
    item = item_to_decide(actor, review_id, item_id)
    if not item.decision:
        return item
    item.decision, item.reason, item.measure, item.proposal, item.decided_at = "", "", None, None, None
    item.save(update_fields=["decision", "reason", "measure", "proposal", "decided_at"])
    audit.record(actor, "undo_decision", item.review, f"Решение отменено: {item.title}")
    return item


def _undecided(actor: Actor, review_id: int, item_id: int) -> ReviewItem:
    item = item_to_decide(actor, review_id, item_id)
    if item.decision:
        raise RuleBroken("decided", "По этому вопросу решение уже принято. Обновите страницу.")
    return item


def _decided(
    actor: Actor,
    item: ReviewItem,
    decision: ReviewItem.Decision,
    reason: str,
    *,
    measure: Measure | None = None,
    proposal: ChangeProposal | None = None,
) -> ReviewItem:
    words = plain(reason)
    if len(words) > REASON_LETTERS:
        raise RuleBroken("reason", "Слишком длинно: не больше 1000 знаков.", "reason")
    item.decision, item.reason, item.measure, item.proposal = decision, words, measure, proposal
    item.decided_at = timezone.now()
    item.save(update_fields=["decision", "reason", "measure", "proposal", "decided_at"])
    audit.record(actor, "decide_item", item.review, f"Решение ({decision.label}): {item.title}")
    return item


def _letter(actor: Actor, item: ReviewItem, measure: Measure, addressee: str) -> ChangeProposal:
    facts = ProposalFacts(
        title=measure.title[:300],
        addressee=addressee,
        process_id=item.pain.process_id if item.pain else None,
        evidence=item.told,
        request=measure.details or measure.title,
    )
    pains = [item.pain_id] if item.pain_id else []
    return write_proposal(actor=actor, facts=facts, pain_ids=pains, measure_id=measure.pk)
