"""One way to reach a visit for a change: through the actor's rights or the visitor's own code, locked."""

from collections.abc import Callable
from hmac import compare_digest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.reception import STEPS, VisitState
from otklik.intake.numbers import tracking_digest
from otklik.reception.models import Visit
from otklik.reception.models.visit import NUMBER_PREFIX

#: Digits of the greatest id.
ID_DIGITS = 18


def visit_for(actor: Actor, visit_id: int, policy: Callable[[Actor], bool]) -> Visit:
    """The visit, locked; NotFound when it is absent, outside the actor's rights, or the policy says no."""
    if not policy(actor):
        raise NotFound
    visible = Visit.objects.visible_to(actor).filter(pk=visit_id).values("pk")
    found = Visit.objects.select_for_update().filter(pk__in=visible).first()
    if found is None:
        raise NotFound
    return found


def own_visit_for(actor: Actor, number: str, code: str) -> Visit:
    """The visitor's own visit by number and code, locked; NotFound when they do not fit together."""
    pk = id_of_number(number)
    found = Visit.objects.of(actor.administration_id).select_for_update().filter(pk=pk).first() if pk else None
    if found is None or not is_own(found, code):
        raise NotFound("Записи с таким номером и кодом у нас нет.")
    return found


def id_of_number(number: str) -> int | None:
    """The row behind «ЛП-00042», «лп 42» or «42»; None for anything else."""
    digits = number.upper().replace(" ", "").removeprefix(NUMBER_PREFIX.rstrip("-")).lstrip("-–—№")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= ID_DIGITS else None


def is_own(visit: Visit, code: str) -> bool:
    """The code fits the visit."""
    try:
        digest = tracking_digest(code)
    except ValueError:
        return False
    return bool(visit.code_digest) and compare_digest(visit.code_digest, digest)


def step_to(visit: Visit, state: VisitState) -> None:
    """Set the state that follows; RuleBroken when it cannot."""
    if visit.held_at is not None:
        raise RuleBroken("held", "Карточка приёма уже заполнена, запись больше не меняется.")
    before = VisitState(visit.state)
    if state not in STEPS[before]:
        raise RuleBroken("state", f"Так нельзя: сейчас запись в состоянии «{before.label.lower()}».")
    visit.state = state.value
