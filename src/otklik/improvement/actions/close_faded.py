"""Telling a pain removed that has faded from the maps."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.draft_work import REASON_LETTERS, words_of
from otklik.improvement.enums import MapState, PainState
from otklik.improvement.models import PainLine, PainPoint
from otklik.improvement.policies import can_draft_pain_map
from otklik.improvement.queries.faded import faded_pains


@transaction.atomic
def close_faded(*, actor: Actor, pain_id: int, reason: str) -> PainPoint:
    """The pain is removed as of the newest map's quarter; heard of again, it reopens.

    RuleBroken without a reason, or where the pain has come back since. Порядок: murashi 5.16, livny 4
    """
    if not can_draft_pain_map(actor):
        raise NotFound
    why = words_of(reason, "reason", REASON_LETTERS, needed="Напишите, по чему видно, что боль устранена.")
    pain = PainPoint.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=pain_id).first()
    if pain is None:
        raise NotFound
    if pain.state == PainState.CLOSED:
        raise RuleBroken("closed", "Боль уже отмечена устранённой.")
    _, faded = faded_pains(actor)
    found = next((one for one in faded if one.pain.pk == pain_id), None)
    if found is None:
        raise RuleBroken("heard", "О боли снова сообщают: отметить её устранённой можно только в самой карте.")
    pain.state, pain.closed_quarter, pain.closed_reason = PainState.CLOSED, found.quarters[0][0].key, why
    pain.save(update_fields=["state", "closed_quarter", "closed_reason"])
    drafts = PainLine.objects.filter(pain=pain, pain_map__state=MapState.DRAFT, pain_map__quarter=pain.closed_quarter)
    drafts.update(state=PainState.CLOSED)
    audit.record(actor, "close_faded_pain", pain, f"Боль отмечена устранённой: {pain.title}")
    return pain
