"""One short mark of all that stands before the public: a page kept under it is right while the mark is the same."""

from django.db.models import Count, Max, Q

from otklik.catalog.queries import procedure_of
from otklik.publishing.models import PlacementRules, Publication

State = Publication.State


def published_stamp(administration_id: int, slug: str) -> str:
    """Changes with every approval, withdrawal, edition of the rules of placement and revision of the decree.

    Versions are never deleted and go only from published to replaced or withdrawn, so that the counts tell each step.
    """
    counted = Publication.objects.filter(administration_id=administration_id).aggregate(
        shown=Count("pk", filter=Q(state=State.PUBLISHED)),
        former=Count("pk", filter=Q(state=State.REPLACED)),
        gone=Count("pk", filter=Q(state=State.WITHDRAWN)),
    )
    edition = PlacementRules.objects.filter(administration_id=administration_id).aggregate(last=Max("edition"))["last"]
    parts = (counted["shown"], counted["former"], counted["gone"], edition or 0, procedure_of(slug).act.revision)
    return "-".join(str(part) for part in parts)
