"""Rights over reports: each report names its own policy, and nothing publishes an internal one."""

from otklik.accounts.enums import Role
from otklik.analysis.policies import can_close_period, can_view_dashboard, can_view_monitoring
from otklik.base.actor import Actor

__all__ = ["can_close_period", "can_view_dashboard", "can_view_monitoring"]


def can_prepare_packages(actor: Actor) -> bool:
    """The organiser of assessment prepares the own unit's package, the coordinator any. Порядок: murashi 5.18."""
    return actor.has(Role.ORGANIZER, Role.COORDINATOR)


def can_decide_packages(actor: Actor) -> bool:
    """Accepting and returning: the coordinator, to whom packages are sent. Порядок: murashi 5.18, 5.19."""
    return actor.has(Role.COORDINATOR)


def can_view_all_packages(actor: Actor) -> bool:
    """Every unit's packages."""
    return actor.has(Role.COORDINATOR, Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def can_view_packages(actor: Actor) -> bool:
    """Those who prepare packages, and those who read all of them."""
    return can_prepare_packages(actor) or can_view_all_packages(actor)


def may_view_package(actor: Actor, department_id: int | None) -> bool:
    """An organiser sees the own unit's package and the whole administration's where there is such."""
    is_own = department_id is None or department_id == actor.department_id
    return can_view_all_packages(actor) or (can_prepare_packages(actor) and is_own)


def may_prepare_package(actor: Actor, department_id: int | None) -> bool:
    """The own unit's package; the coordinator, who helps, any."""
    is_own = department_id is None or department_id == actor.department_id
    return actor.has(Role.COORDINATOR) or (can_prepare_packages(actor) and is_own)
