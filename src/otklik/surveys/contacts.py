"""Contacts left after surveys, for the coordinator: those not yet told first."""

from django.db.models import F, QuerySet

from otklik.base.actor import Actor
from otklik.surveys.models import Survey, SurveyContact
from otklik.surveys.policies import audiences_seen


def contacts(actor: Actor) -> QuerySet[SurveyContact]:
    """Contacts of the surveys whose audience the actor may see: the untold first, the oldest month first."""
    own = SurveyContact.objects.filter(
        administration_id=actor.administration_id, survey__audience__in=audiences_seen(actor)
    )
    return own.select_related("survey").order_by(F("told_on").asc(nulls_first=True), "month", "pk")


def survey_for_contact(administration_id: int, code: str) -> Survey | None:
    """The survey behind the link, if it takes contacts."""
    found = Survey.objects.filter(administration_id=administration_id, links__code=code, takes_contacts=True)
    return found.exclude(state=Survey.State.DRAFT).first()
