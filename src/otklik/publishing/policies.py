"""Rights over publications: one proposes, another approves."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of


def can_view_publications(actor: Actor) -> bool:
    """Those who propose or approve, and those who supervise."""
    return can_propose_publication(actor) or actor.has(
        Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR
    )  # fmt: skip


def can_propose_publication(actor: Actor) -> bool:
    """The organiser of assessment and the coordinator. Порядок: murashi 5.17, biysk 3, livny 3"""
    return actor.has(Role.ORGANIZER, Role.COORDINATOR)


def can_approve_publication(actor: Actor) -> bool:
    """The coordinator or the head, never the one who proposed (asked of each publication)."""
    return actor.has(Role.COORDINATOR, Role.HEAD)


def can_send_post(actor: Actor) -> bool:
    """Telling in networks what two persons have published: those who propose or approve."""
    return can_propose_publication(actor) or can_approve_publication(actor)


def can_change_placement(actor: Actor) -> bool:
    """The coordinator or the head, where the decree leaves the rules to them. Порядок: biysk 3, livny 3"""
    leaves = procedure_of(actor.administration_slug).placement is not None
    return leaves and actor.has(Role.COORDINATOR, Role.HEAD)


def can_change_open_data(actor: Actor) -> bool:
    """Which sets of open data go out and on what terms: the coordinator or the head. Порядок: biysk 3, livny 3"""
    return actor.has(Role.COORDINATOR, Role.HEAD)
