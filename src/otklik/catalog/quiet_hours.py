"""The quiet hours that an administration set, for networks and for e-mail."""

from datetime import datetime

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Administration
from otklik.catalog.options import keep_options, locked_administration
from otklik.core.quiet_hours import QuietHours
from otklik.delivery.quiet import WayKind, rest_anew

#: Until the administration sets its own: nobody is written to between ten in the evening and eight in the morning.
DEFAULT = QuietHours(22, 8)


def quiet_hours_of(administration: Administration) -> dict[WayKind, QuietHours]:
    """The hours of each kind of way."""
    given = administration.options.get("quiet_hours", {})
    return {kind: QuietHours(*given[kind]) if kind in given else DEFAULT for kind in WayKind}


def first_loud(administration_id: int, kind: WayKind, moment: datetime) -> datetime:
    """What the outbox asks (`delivery.quiet`): the first moment at which such a message may leave."""
    administration = Administration.objects.filter(pk=administration_id).first()
    if administration is None:
        return moment
    return quiet_hours_of(administration)[kind].first_loud(moment, administration.time_zone)


@transaction.atomic
def change_quiet_hours(*, actor: Actor, hours: dict[WayKind, tuple[int, int]]) -> None:
    """From which hour to which messages rest, for each kind of way; equal hours: never. RuleBroken for no hour.

    What already waits, waits by the new hours.
    """
    administration = locked_administration(actor)
    try:
        checked = {kind: QuietHours(*given) for kind, given in hours.items()}
    except ValueError as problem:
        raise RuleBroken("hour", str(problem)) from problem
    keep_options(administration, quiet_hours={kind.value: [one.starts, one.ends] for kind, one in checked.items()})
    told = "; ".join(f"{kind.label}: {one.starts}–{one.ends}" for kind, one in checked.items())
    rest_anew(administration.pk)
    audit.record(actor, "change_quiet_hours", administration, f"Тихие часы. {told}")
