"""What the node's pages list: troubles and acts of cleaning, and the terms by which it cleans."""

from collections.abc import Sequence

from django.db.models import F, Q

from otklik.operation.actions.watch_node import PATIENCE
from otklik.operation.models import CleaningAct, Trouble
from otklik.operation.terms import TERMS, Term

SHOWN = 200


def trouble_log() -> Sequence[Trouble]:
    """Those that last first, then those that are over, the newest first; without what was over by itself at once."""
    passing = Q(told_at=None, over_at__lt=F("began_at") + PATIENCE)
    rows = list(Trouble.objects.exclude(passing).order_by("-began_at")[:SHOWN])
    return sorted(rows, key=lambda one: one.over_at is not None)


def cleaning_acts() -> Sequence[CleaningAct]:
    """The newest acts."""
    return list(CleaningAct.objects.all()[:SHOWN])


def retention_terms() -> Sequence[Term]:
    """Every kind of the node's own records, with its term in force."""
    return TERMS
