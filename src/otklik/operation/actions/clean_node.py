"""Erase what the node's own terms say, and leave an act of each kind."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from otklik.operation.models import CleaningAct, Observation
from otklik.operation.terms import TERMS, Term

#: Sessions run out all day long: an act a day is enough.
EVERY = timedelta(hours=20)
LOOKED = "cleaning"


def clean_node() -> int:
    """Once a day, batch by batch until nothing is due; returns how many records went."""
    now = timezone.now()
    if Observation.objects.filter(slug=LOOKED, seen_at__gt=now - EVERY).exists():
        return 0
    erased = sum(clean_kind(term) for term in TERMS)
    Observation.objects.update_or_create(slug=LOOKED, defaults={"seen_at": now, "content": {"erased": erased}})
    return erased


def clean_kind(term: Term) -> int:
    """All that is due of one kind, each batch with its act in one transaction; returns how many records went."""
    total, keep = 0, term.keep()
    if keep is None:
        return 0
    while erased := _clean_batch(term, keep):
        total += erased
    return total


@transaction.atomic
def _clean_batch(term: Term, keep: timedelta) -> int:
    now = timezone.now()
    count, details = term.erase(now - keep)
    if not count:
        return 0
    act = CleaningAct.objects.filter(kind=term.slug, made_at__gt=now - timedelta(hours=1), details={}).first()
    if act is not None and not details:  # the next batch of the same pass
        act.count += count
        act.save(update_fields=["count"])
        return count
    told = {"kind": term.slug, "title": term.title, "rule": term.rule(), "older_than": now - keep}
    CleaningAct.objects.create(made_at=now, count=count, details=details, **told)
    return count
