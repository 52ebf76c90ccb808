"""«Что подействовало»: finished measures with their verdicts, and the effect of one measure."""

from django.http import HttpResponse

from otklik.improvement.policies import can_view_roadmap
from otklik.improvement.queries.effects import VERDICTS, effects_shown, finished_measures
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.effect_shown import effect_shown
from otklik.web.staff.improvement.tabs import improvement_page

EARLY = "none"


@staff_page(can_view_roadmap)
def effects(request: PageRequest) -> HttpResponse:
    """Finished measures, each with what it gave. Порядок: murashi 5.16, livny 3, gatchina 4.4."""
    every = finished_measures(request.actor)
    asked = request.GET.get("verdict", "")
    words = {**dict(VERDICTS), EARLY: "рано судить"}
    chosen = asked if asked in words else ""
    kinds = [(key, title, sum(one.verdict == key for one in every)) for key, title in words.items()]
    return improvement_page(
        request,
        "staff/improvement/effects/list.html",
        "effects",
        kinds=[one for one in kinds if one[2]],
        chosen=chosen,
        total=len(every),
        judged=[one for one in every if chosen in {"", one.verdict}],
    )


@staff_page(can_view_roadmap)
def measure_effect(request: PageRequest, measure_id: int) -> HttpResponse:
    """What one measure gave: the sentence, the picture, the quarters, how it was reckoned, earlier verdicts."""
    found = effects_shown(request.actor, measure_id)
    return improvement_page(
        request,
        "staff/improvement/effects/page.html",
        "effects",
        found=found,
        measure=found.measure,
        shown=effect_shown(found.current) if found.current else None,
        earlier=[effect_shown(one) for one in found.earlier],
    )
