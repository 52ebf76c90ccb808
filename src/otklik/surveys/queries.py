"""Reads of surveys for lists and for the course of one."""

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.surveys.models import Survey


def surveys_listed(actor: Actor) -> QuerySet[Survey]:
    """Surveys that the actor may see, the youngest first."""
    return Survey.objects.visible_to(actor).select_related("process", "touchpoint", "department")
