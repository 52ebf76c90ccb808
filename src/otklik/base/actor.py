"""Who acts: passed first to every action and query."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Actor:
    """A person of the staff, a visitor, or the system itself, inside exactly one administration."""

    kind: Literal["staff", "public", "system"]
    administration_id: int
    administration_slug: str
    name: str
    user_id: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    department_id: int | None = None
    #: Those who are away and whose desk the person keeps today.
    stands_for: frozenset[int] = field(default_factory=frozenset)
    #: Keeps the node itself, on which all administrations stand; his own right, never a stand-in's.
    is_node_keeper: bool = False

    @property
    def desks(self) -> list[int]:
        """Ids of the people whose work is this person's today: his own first."""
        return [*([self.user_id] if self.user_id is not None else []), *sorted(self.stands_for)]

    def has(self, *roles: str) -> bool:
        """True when the actor holds at least one of the roles, or is the system."""
        return self.kind == "system" or not self.roles.isdisjoint(roles)


def system_actor(administration_id: int, slug: str) -> Actor:
    """The system's own doing: periodic work, import by the command line."""
    return Actor("system", administration_id, slug, "Система")


def public_actor(administration_id: int, slug: str) -> Actor:
    """A visitor of the public section; nothing about the person is known or kept here."""
    return Actor("public", administration_id, slug, "Посетитель")
