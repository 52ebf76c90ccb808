"""Pains told removed that are heard of again."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from otklik.base.actor import system_actor
from otklik.improvement.before import Before
from otklik.improvement.draft_work import note_change
from otklik.improvement.enums import ChangeVerb, PainState, Trend
from otklik.improvement.models import PainEvidence, PainLine, PainMap
from otklik.improvement.pain_life import quarter_title


@transaction.atomic
def reopen_returned(pain_map: PainMap) -> list[PainLine]:
    """Open again the pains of this map that an earlier quarter's map told removed; called when the map is drafted.

    The quarter in which it was removed stays, so that its trend reads «вернулась»; each leaves its trace in the map.
    Порядок: murashi 5.14, 5.16 (все выявленные боли подлежат включению)
    """
    told = PainLine.objects.filter(
        pain_map=pain_map, pain__state=PainState.CLOSED, pain__closed_quarter__lt=pain_map.quarter
    )
    heard = told.filter(Exists(PainEvidence.objects.filter(line=OuterRef("pk"))))
    returned = list(heard.select_related("pain", "pain_map"))
    actor = system_actor(pain_map.administration_id, pain_map.administration.slug)
    for line in returned:
        before = Before()
        before.keep_line(line, "state", "trend")
        before.keep_pain(line.pain, "state")
        line.state, line.trend, line.pain.state = PainState.OPEN, Trend.RETURNED, PainState.OPEN
        line.save(update_fields=["state", "trend"])
        line.pain.save(update_fields=["state"])
        since = quarter_title(line.pain.closed_quarter or pain_map.quarter)
        note_change(actor, line, ChangeVerb.CLOSE, f"Вернулась «{line.title}»: {since} её отмечали устранённой", before)
    return returned
