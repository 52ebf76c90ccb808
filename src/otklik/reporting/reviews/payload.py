"""The protocol as plain data: what a closed review keeps, and what its paper and page are made of."""

from typing import Any

from otklik.base.actor import Actor, system_actor
from otklik.core.periods import Quarter
from otklik.improvement.policies import audiences_seen
from otklik.reporting.models import PeriodReview, ReviewItem
from otklik.reporting.reviews.outcomes import outcomes, proposal_state, review_before

Payload = dict[str, Any]


def payload_of(review: PeriodReview) -> Payload:
    """All of the review as it stands now."""
    administration = review.administration
    before = review_before(review)
    items = ReviewItem.objects.filter(review=review).select_related(
        "measure__department", "measure__owner", "proposal", "pain"
    )
    return {
        "administration": administration.slug,
        "quarter": str(Quarter.from_key(review.quarter)),
        "number": review.number,
        "planned_on": _day(review.planned_on),
        "held_on": _day(review.held_on),
        "form": review.form,
        "chair": review.chair,
        "chair_position": review.chair_position,
        "participants": [line.strip() for line in review.participants.splitlines() if line.strip()],
        "words": review.words,
        "laid": review.considered.get("laid", []),
        "before": _named(before) if before else "",
        "outcomes": [one.as_json() for one in outcomes(system_actor(administration.pk, administration.slug), review)],
        "items": [_item(one) for one in items],
    }


def shown_payload(actor: Actor, review: PeriodReview) -> Payload:
    """Frozen once closed; items and outcomes of audiences that the actor may not see are left out and counted."""
    payload: Payload = review.payload or payload_of(review)
    seen = audiences_seen(actor)
    items = [one for one in payload["items"] if one["audience"] in seen]
    told = [one for one in payload["outcomes"] if one["audience"] in seen]
    return payload | {"items": items, "outcomes": told, "left_out": len(payload["items"]) - len(items)}


def _item(item: ReviewItem) -> Payload:
    measure, proposal = item.measure, item.proposal
    return {
        "id": item.pk,
        "title": item.title,
        "told": item.told,
        "source": item.source,
        "source_title": item.get_source_display(),
        "audience": item.audience,
        "pain_id": item.pain_id,
        "decision": item.decision,
        "reason": item.reason,
        "measure": {
            "id": measure.pk,
            "title": measure.title,
            "kind": measure.kind,
            "department": measure.department.title if measure.department else "",
            "owner": str(measure.owner) if measure.owner else "",
            "due_on": _day(measure.due_on),
        }
        if measure
        else None,
        "proposal": {"id": proposal.pk, "addressee": proposal.addressee, "told": proposal_state(proposal)}
        if proposal
        else None,
    }


def _named(review: PeriodReview) -> str:
    title = Quarter.from_key(review.quarter).title
    return title if review.number == 1 else f"{title}, рассмотрение {review.number}"


def _day(on: Any) -> str | None:
    return on.isoformat() if on else None
