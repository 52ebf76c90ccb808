"""When a segment is to be looked at anew, and what was known of it before."""

from datetime import date

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import ClientSegment
from otklik.surveys.models import SegmentRevision
from otklik.surveys.policies import can_view_surveys

_LEAP_DAY = (2, 29)


def review_due_on(revised_on: date) -> date:
    """A year after; of 29 February, 1 March."""
    if (revised_on.month, revised_on.day) == _LEAP_DAY:
        return date(revised_on.year + 1, 3, 1)
    return revised_on.replace(year=revised_on.year + 1)


def segment_for(actor: Actor, segment_id: int) -> ClientSegment:
    """The administration's segment, or NotFound."""
    found = ClientSegment.objects.filter(administration_id=actor.administration_id, pk=segment_id).first()
    if found is None or not can_view_surveys(actor):
        raise NotFound
    return found


def revisions_of(segment: ClientSegment) -> list[SegmentRevision]:
    """Newest first."""
    return list(SegmentRevision.objects.filter(segment=segment).select_related("revised_by"))
