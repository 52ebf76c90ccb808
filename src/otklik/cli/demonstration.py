"""The demonstration as the command line sees it: is it there, load it, who may sign in."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.queries import accounts_with_password
from otklik.catalog import queries as catalog
from otklik.demonstration import generate, generate_open, place_slugs
from otklik.intake.demonstration import load_administration

DEMO_PASSWORD = "otklik-pokaz-2025"  # noqa: S105 - printed on purpose: the demonstration is for looking


class Demonstrated:
    """What the database holds of the demonstration."""

    def is_empty(self) -> bool:
        """True when no place of the demonstration is founded yet."""
        return not catalog.administrations().filter(slug__in=place_slugs()).exists()

    def administrations(self) -> "QuerySet[catalog.Administration]":
        """All administrations of the installation."""
        return catalog.administrations()

    def case_count(self) -> int:
        """How many cases will be loaded."""
        today = timezone.localdate()
        return sum(1 for slug in place_slugs() for cases in (generate(slug), generate_open(slug, today=today)) for _ in cases)

    def logins(self) -> list[tuple[str, str]]:
        """Role and sign-in names whose password still is the demonstration's."""
        by_role: dict[str, list[str]] = defaultdict(list)
        for username, role in accounts_with_password(DEMO_PASSWORD):
            by_role[Role(role).label].append(username)
        return [(role, ", ".join(names)) for role, names in by_role.items()]


DEMONSTRATED = Demonstrated()


def load_demonstration(advance: Callable[[int], None]) -> None:
    """Load every place; the dates of the open cases lean on today, all others are fixed."""
    for slug in place_slugs():
        load_administration(slug, DEMO_PASSWORD, timezone.localdate(), advance)
