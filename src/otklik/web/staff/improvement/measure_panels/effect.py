"""What the measure gave, on its own page."""

from otklik.improvement.enums import MeasureState
from otklik.improvement.queries.effects import effects_shown, first_verdict_on
from otklik.improvement.queries.measure import MeasureShown
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def effect(request: PageRequest, shown: MeasureShown) -> Panel | None:
    """The sentence of the newest verdict, or when the first one will come; of finished measures only."""
    if shown.measure.state != MeasureState.DONE or shown.measure.done_on is None:
        return None
    found = effects_shown(request.actor, shown.measure.pk)
    if not found.may_see:
        return None
    context = {"effect": found.current, "measure": found.measure, "first_on": first_verdict_on(shown.measure.done_on)}
    return Panel("staff/improvement/effects/panel.html", context, "main")
