"""Rights over feedback: which moves a person may make. What a person may see stands in `querysets.visible_to`."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor

WORKERS = (Role.REGISTRAR, Role.SPECIALIST, Role.COORDINATOR, Role.INTERNAL_OFFICER)


def can_register_item(actor: Actor) -> bool:
    """The registrar's card."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.INTERNAL_OFFICER)


def can_view_items(actor: Actor) -> bool:
    """The registry; which rows stand in it is decided row by row."""
    return bool(actor.roles)


def can_classify_item(actor: Actor) -> bool:
    """Reading: category, touchpoint, topic, reason."""
    return actor.has(*WORKERS, Role.ORGANIZER)


def can_answer_item(actor: Actor) -> bool:
    """Taking, prolonging, forwarding, answering, closing."""
    return actor.has(Role.SPECIALIST, Role.COORDINATOR, Role.INTERNAL_OFFICER)


def can_assign_item(actor: Actor) -> bool:
    """Sending to a unit or person, changing kind, legal class."""
    return actor.has(*WORKERS)


def can_import_feedback(actor: Actor) -> bool:
    """Files of other systems."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.REGISTRAR)


def can_view_internal(actor: Actor) -> bool:
    """Internal feedback: raw texts only for the officer («Порядок: biysk 5»)."""
    return actor.has(Role.INTERNAL_OFFICER)


def can_erase_contact(actor: Actor) -> bool:
    """Erasing a person's contact on request (152-ФЗ)."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.INTERNAL_OFFICER)


def can_view_contacts(actor: Actor) -> bool:
    """Names, addresses, telephones of authors, and looking for items by them."""
    return actor.has(*WORKERS)


def can_merge_items(actor: Actor) -> bool:
    """Joining items into one matter and splitting them."""
    return actor.has(*WORKERS)


def can_manage_routing(actor: Actor) -> bool:
    """Rules of routing: the coordinator and the administrator."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)


def can_distribute_items(actor: Actor) -> bool:
    """Sending to a unit or person: those who work with items, and the head."""
    return actor.has(*WORKERS, Role.HEAD)


def can_forward_item(actor: Actor) -> bool:
    """Forwarding to another body, and saying that it is not ours."""
    return actor.has(*WORKERS)


def can_return_item(actor: Actor) -> bool:
    """Giving back what is not the unit's own."""
    return actor.has(Role.SPECIALIST, Role.ORGANIZER, Role.COORDINATOR, Role.HEAD)


def can_view_load(actor: Actor) -> bool:
    """How much each specialist has: the head and the coordinator."""
    return actor.has(Role.HEAD, Role.COORDINATOR)


def can_view_readings(actor: Actor) -> bool:
    """Who read what, how far readers agree."""
    return actor.has(Role.COORDINATOR, Role.HEAD, Role.AUDITOR, Role.CONTROLLER, Role.INTERNAL_OFFICER)


def can_reveal_original(actor: Actor) -> bool:
    """Opening one masked item with a stated reason: the head who signs, those who supervise (152-ФЗ)."""
    return actor.has(Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def can_view_looks(actor: Actor) -> bool:
    """Who looked at originals: the coordinator and the auditor."""
    return actor.has(Role.COORDINATOR, Role.AUDITOR)


def can_manage_personal_data(actor: Actor) -> bool:
    """Terms of keeping, acts of destruction."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)


def can_answer_person(actor: Actor) -> bool:
    """Requests of persons about their own data: only who sees contacts anyway."""
    return actor.has(Role.COORDINATOR)


def can_see_codebook(actor: Actor) -> bool:
    """Readers, and those who look at what they do."""
    return can_classify_item(actor) or can_view_readings(actor) or actor.has(Role.ADMINISTRATOR)


def can_view_answer_quality(actor: Actor) -> bool:
    """Marks of authors and overridden checks: who leads, supervises, or answers for the whole."""
    return actor.has(Role.HEAD, Role.COORDINATOR, Role.CONTROLLER, Role.ORGANIZER)
