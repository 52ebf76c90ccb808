"""Rights over the quarter's figures: they stay inside («Порядок: murashi 4.1, gatchina 4.3»)."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import Artifact

#: Who sees the figures of the whole administration, employees' feedback in the sums included.
SEE_WHOLE = (Role.COORDINATOR, Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def can_view_monitoring(actor: Actor) -> bool:
    """The quarter's report; an organiser sees what his unit handles, the internal officer employees' feedback."""
    return actor.has(*SEE_WHOLE, Role.ORGANIZER, Role.INTERNAL_OFFICER)


def sees_whole(actor: Actor) -> bool:
    """The whole administration's figures rather than a part."""
    return actor.has(*SEE_WHOLE)


def can_close_period(actor: Actor) -> bool:
    """The coordinator closes a quarter."""
    return actor.has(Role.COORDINATOR)


def can_view_dashboard(actor: Actor) -> bool:
    """The head's figures."""
    return sees_whole(actor)


def can_view_work(actor: Actor) -> bool:
    """The day's work at a glance: one's own, the unit's or the administration's."""
    return sees_whole(actor) or actor.has(Role.SPECIALIST, Role.INTERNAL_OFFICER, Role.ORGANIZER, Role.REGISTRAR)


#: What the decrees call the results of surveys where they speak of publishing.
_SURVEY_RESULTS: tuple[Artifact, ...] = ("survey_results", "feedback_summary")


def results_may_be_public(procedure: Procedure) -> bool:
    """The decree demands or permits it («Порядок: murashi 5.17, biysk 3, livny 3; gatchina 4.3 forbids»)."""
    return any(procedure.may_publish(artifact) for artifact in _SURVEY_RESULTS)


def can_view_suggestion_quality(actor: Actor) -> bool:
    """How well the program suggests: who answers for reading, who keeps the system, who supervises."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.CONTROLLER, Role.HEAD, Role.AUDITOR)


def can_learn_from_decisions(actor: Actor) -> bool:
    """Sending the learning to the background outside the night."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)


def can_view_mass_texts(actor: Actor) -> bool:
    """Texts that came in numbers: who sees external feedback whole."""
    return actor.has(Role.REGISTRAR, *SEE_WHOLE)
