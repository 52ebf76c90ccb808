"""What a person has to do today: own and unassigned cases whose last day is near or gone."""

from datetime import timedelta

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Substr

from otklik.base.actor import Actor
from otklik.catalog.queries import administration_by_slug
from otklik.intake.escalation import escalation_rule
from otklik.intake.models import FeedbackItem
from otklik.intake.policies import can_answer_item
from otklik.intake.queries import today_of
from otklik.intake.registry_page import OPENING_LETTERS

MOST = 15


def work_today(actor: Actor) -> QuerySet[FeedbackItem]:
    """Waiting cases due soon or overdue, the most urgent first, at most 15 with their `opening`.

    How soon is the first level of the administration's escalation: three days, unless it chose otherwise.

    For one who answers: his own and those of his unit that nobody took; for others: all that they see.
    """
    near = timedelta(days=escalation_rule(administration_by_slug(actor.administration_slug).options).assignee_days)
    waiting = FeedbackItem.objects.visible_to(actor).waiting().filter(due_on__lte=today_of(actor) + near)
    if can_answer_item(actor):
        mine = Q(assignee_id__in=actor.desks)
        waiting = waiting.filter(mine | Q(assignee__isnull=True))
    opening = Substr(Concat("title", Value(" "), "text", output_field=TextField()), 1, OPENING_LETTERS)
    return waiting.defer("text").annotate(opening=opening).order_by("due_on", "id")[:MOST]
