"""Taking a line out of a draft, with the reason why it is no pain."""

from django.db import transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.improvement.actions.sort_evidence import reason_of
from otklik.improvement.before import Before, whole
from otklik.improvement.draft_work import draft_to_change, lines_of_draft, note_change
from otklik.improvement.enums import ChangeVerb
from otklik.improvement.models import MeasurePain, PainLine, PainMap, PainPoint


@transaction.atomic
def exclude_line(*, actor: Actor, map_id: int, line_id: int, reason: str) -> PainMap:
    """What spoke for the line is explained by the reason; a pain that is known from nowhere else goes with it.

    RuleBroken without a reason, and when measures are planned against a pain that is in no other map.
    Порядок: biysk 4, livny 4 («все выявленные боли подлежат включению»).
    """
    pain_map, why = draft_to_change(actor, map_id), reason_of(reason)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    pain, title, audience = line.pain, line.title, line.pain.audience
    before = Before()
    ids = before.keep_evidence(line.evidence.all())
    before.gone_lines.append(whole(line))
    pain_map.evidence.filter(pk__in=ids).update(line=None, excluded_reason=why, excluded_by=actor.user_id)
    line.delete()
    _drop_unknown(pain, before)
    note_change(actor, pain_map, ChangeVerb.EXPLAIN, f"Исключено «{title}» ({why})", before, audience=audience)
    return pain_map


def _drop_unknown(pain: PainPoint, before: Before) -> None:
    """A pain that stands in no map any longer, and that nothing leads to, is taken away (and can be put back)."""
    if PainLine.objects.filter(pain=pain).exists() or PainPoint.objects.filter(merged_into=pain).exists():
        return
    if MeasurePain.objects.filter(pain=pain).exists():
        raise RuleBroken(
            "has_measures", "К этой боли уже есть мероприятия. Объедините её с другой или снимите мероприятия с неё."
        )
    before.gone_pains.append(whole(pain))
    pain.delete()
