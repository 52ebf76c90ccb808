"""Who read the item, when and by which version of the codebook."""

from otklik.intake.policies import can_classify_item
from otklik.intake.queries import FeedbackItem
from otklik.intake.readings import readings_of
from otklik.intake.second_readings import is_open_for_second
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel

SHOWN = 5


def readings(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Readings, newest first; nothing before they are made, and nothing for who may yet be the second reader."""
    if not can_classify_item(request.actor) or is_open_for_second(request.actor, item.pk):
        return None
    found = readings_of(request.actor, item)
    return Panel("staff/item/readings.html", {"readings": found[:SHOWN]}) if found else None
