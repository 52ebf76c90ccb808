"""Recommendations on the feedback system itself, and what was decided of them."""

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import Recommendation
from otklik.accounts.policies import can_decide_recommendation, can_recommend
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.periods import Quarter

LONGEST_TEXT, LONGEST_DECISION = 4000, 1000


@transaction.atomic
def recommend(*, actor: Actor, text: str, quarter: Quarter) -> Recommendation:
    """Propose something for the quarter's package of the person's unit. Порядок: murashi 5.9."""
    if not can_recommend(actor):
        raise NotFound
    clean = text.replace("\0", "").strip()
    if not clean:
        raise RuleBroken("text_empty", "Напишите, что улучшить и зачем.", "text")
    if len(clean) > LONGEST_TEXT:
        raise RuleBroken("text_long", "Рекомендация длиннее 4 000 знаков. Разделите её на две.", "text")
    made = Recommendation.objects.create(
        administration_id=actor.administration_id, author_id=actor.user_id, department_id=actor.department_id,
        quarter=quarter.key, text=clean, made_at=timezone.now(),
    )  # fmt: skip
    audit.record(actor, "recommend", made, f"Рекомендация по системе обратной связи, {quarter.title}")
    return made


@transaction.atomic
def decide_recommendation(*, actor: Actor, recommendation_id: int, state: str, decision: str) -> Recommendation:
    """Accept, decline with the reason, or mark as done; every decision stays in the audit trail."""
    if not can_decide_recommendation(actor):
        raise NotFound
    own = Recommendation.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = own.filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound
    if state not in Recommendation.State.values or state == Recommendation.State.NEW:
        raise RuleBroken("state", "Выберите решение.", "state")
    if state == Recommendation.State.DECLINED and not decision.strip():
        raise RuleBroken("decision_empty", "Напишите, почему рекомендация отклонена: автор это прочитает.", "decision")
    found.state, found.decision = state, decision.replace("\0", "").strip()[:LONGEST_DECISION]
    found.decided_by_id, found.decided_at = actor.user_id, timezone.now()
    found.save()
    audit.record(actor, "decide_recommendation", found, f"Решение по рекомендации: {found.get_state_display()}")
    return found
