"""Reads of proposals: the page, one of them, how many wait."""

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.surveys.models import SurveyProposal
from otklik.surveys.policies import audiences_seen

#: A count above it is of no use to anybody.
MOST_SHOWN = 100
TABS = {
    "open": ("Ждут решения", (SurveyProposal.State.OPEN,)),
    "accepted": ("Приняты", (SurveyProposal.State.ACCEPTED,)),
    "ended": ("Завершены и отклонены", (SurveyProposal.State.CLOSED, SurveyProposal.State.DECLINED)),
}


def proposals(actor: Actor, tab: str = "open") -> list[SurveyProposal]:
    """Proposals of a tab, the newest first, MOST_SHOWN at most."""
    _, states = TABS.get(tab, TABS["open"])
    found = _visible(actor).filter(state__in=states).select_related("process", "survey", "decided_by")
    return list(found.order_by("-pk")[:MOST_SHOWN])


def proposal_for(actor: Actor, proposal_id: int) -> SurveyProposal:
    """One proposal, or NotFound."""
    wanted = ("process", "touchpoint", "survey", "source_survey", "questionnaire", "decided_by")
    found = _visible(actor).select_related(*wanted).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def waiting_proposals(actor: Actor) -> QuerySet[SurveyProposal]:
    """Those that wait for a decision, MOST_SHOWN at most; an index serves it."""
    return _visible(actor).filter(state=SurveyProposal.State.OPEN)[:MOST_SHOWN]


def _visible(actor: Actor) -> QuerySet[SurveyProposal]:
    own = SurveyProposal.objects.filter(administration_id=actor.administration_id)
    return own.filter(audience__in=audiences_seen(actor))
