"""What stands between a draft and its approval."""

from django.db.models import Exists, OuterRef

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.improvement.enums import MeasureState, PainState
from otklik.improvement.models import MeasurePain, PainLine, PainMap


def asks_for_an_answer(slug: str) -> bool:
    """Whether the decree wants a measure or a recorded refusal for each line. Порядок: gatchina 4.4."""
    stated = procedure_of(slug).pain_map
    return stated is not None and stated.form == "problem_list"


def lines_without_answer(actor: Actor, pain_map: PainMap) -> list[str]:
    """Titles of the open lines with neither a measure nor a refusal, where the decree asks for one."""
    if not asks_for_an_answer(actor.administration_slug):
        return []
    planned = MeasurePain.objects.filter(pain=OuterRef("pain")).exclude(measure__state=MeasureState.CANCELLED)
    bare = PainLine.objects.filter(pain_map=pain_map, refusal="", state=PainState.OPEN).exclude(Exists(planned))
    return list(bare.values_list("title", flat=True))
