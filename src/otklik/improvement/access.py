"""The only way from an id to a map, a pain or a measure: through the actor's rights."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.improvement.models import ChangeProposal, Measure, PainLine, PainMap, PainPoint
from otklik.improvement.policies import can_plan_measures, may_carry_out, may_change_map


def map_for(actor: Actor, map_id: int) -> PainMap:
    """The map if the actor may see it; NotFound otherwise, as if it were not there."""
    found = PainMap.objects.visible_to(actor).select_related("department").filter(pk=map_id).first()
    if found is None:
        raise NotFound
    return found


def map_to_change(actor: Actor, map_id: int) -> PainMap:
    """The map if the actor may change it (whether it is still a draft is for the action to say)."""
    found = map_for(actor, map_id)
    if not may_change_map(actor, found.department_id):
        raise NotFound
    return found


def line_for(actor: Actor, line_id: int) -> PainLine:
    """The line of a map if the actor may see it."""
    lines = PainLine.objects.visible_to(actor).select_related("pain_map__department", "pain")
    found = lines.filter(pk=line_id).first()
    if found is None:
        raise NotFound
    return found


def line_to_change(actor: Actor, line_id: int) -> PainLine:
    """The line if the actor may change its map."""
    found = line_for(actor, line_id)
    if not may_change_map(actor, found.pain_map.department_id):
        raise NotFound
    return found


def pain_for(actor: Actor, pain_id: int) -> PainPoint:
    """The pain if the actor may see it."""
    pains = PainPoint.objects.visible_to(actor).select_related("process", "touchpoint", "department")
    found = pains.filter(pk=pain_id).first()
    if found is None:
        raise NotFound
    return found


def measure_for(actor: Actor, measure_id: int) -> Measure:
    """The measure if the actor may see it."""
    measures = Measure.objects.visible_to(actor).select_related("department", "owner", "process", "touchpoint")
    found = measures.filter(pk=measure_id).first()
    if found is None:
        raise NotFound
    return found


def measure_to_plan(actor: Actor, measure_id: int) -> Measure:
    """The measure if the actor may change what is planned."""
    found = measure_for(actor, measure_id)
    if not can_plan_measures(actor):
        raise NotFound
    return found


def measure_to_carry_out(actor: Actor, measure_id: int) -> Measure:
    """The measure if the actor may tick off its steps and tell its result."""
    found = measure_for(actor, measure_id)
    if not may_carry_out(actor, found.owner_id, found.department_id):
        raise NotFound
    return found


def measure_to_shape(actor: Actor, measure_id: int) -> Measure:
    """The measure if the actor may add steps and papers: whoever plans it or carries it out."""
    found = measure_for(actor, measure_id)
    if not (can_plan_measures(actor) or may_carry_out(actor, found.owner_id, found.department_id)):
        raise NotFound
    return found


def proposal_for(actor: Actor, proposal_id: int) -> ChangeProposal:
    """The proposal to another body if the actor may see it."""
    proposals = ChangeProposal.objects.visible_to(actor)
    found = proposals.select_related("administration", "process", "measure").filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def proposal_to_write(actor: Actor, proposal_id: int) -> ChangeProposal:
    """The proposal if the actor may change it, send it and record its outcome."""
    found = proposal_for(actor, proposal_id)
    if not can_plan_measures(actor):
        raise NotFound
    return found
