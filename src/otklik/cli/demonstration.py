"""The demonstration as the command line sees it: is it there, load it, who may sign in."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.queries import accounts_with_password
from otklik.accounts.second_factor import is_all_for_show
from otklik.alerts.demonstration import load_alerts
from otklik.analysis.demonstration import load_rating
from otklik.catalog import queries as catalog
from otklik.catalog.queries import Administration
from otklik.cli.progress import steps, tracked
from otklik.correspondence.demonstration import load_correspondence
from otklik.demonstration import place_slugs
from otklik.duties.demonstration import load_duties
from otklik.explanations.demonstration import load_explanations
from otklik.improvement.demonstration import load_improvement
from otklik.intake.demonstration import invent_cases, load_administration
from otklik.mentions.demonstration import load_mentions
from otklik.offline.demonstration import load_offline
from otklik.operation import keepers
from otklik.publishing.demonstration import load_publications
from otklik.reception.demonstration import load_reception
from otklik.region.demonstration import KEEPER, load_region, region_shown
from otklik.region.demonstration import SLUG as REGION
from otklik.registers.demonstration import load_registers
from otklik.reporting.consolidated.demonstration import load_consolidated
from otklik.reporting.packages.demonstration import load_packages
from otklik.reporting.reviews.demonstration import load_reviews
from otklik.surveys.actions.found_questionnaires import found_everywhere
from otklik.surveys.demonstration import load_surveys
from otklik.surveys.demonstration.research import load_research

#: Keeps the demonstration's node.
NODE_KEEPER, NODE_KEEPER_EMAIL = f"{place_slugs()[0]}-admin", f"admin@{place_slugs()[0]}.example.ru"
DEMO_PASSWORD = "otklik-pokaz-2025"  # noqa: S105 - printed on purpose: the demonstration is for looking


class Demonstrated:
    """What the database holds of the demonstration."""

    def missing(self) -> list[str]:
        """Places that are not founded yet: all of them in an empty database, the rest after an interruption."""
        there = set(catalog.administrations().values_list("slug", flat=True))
        return [slug for slug in place_slugs() if slug not in there]

    def administrations(self) -> QuerySet[Administration]:
        """All administrations of the installation."""
        return catalog.administrations()

    def logins(self) -> list[tuple[str, list[str]]]:
        """Role and endings of the sign-in names («-registrar») whose password still is the demonstration's."""
        by_role: dict[str, dict[str, None]] = defaultdict(dict)
        for username, role in accounts_with_password(DEMO_PASSWORD):
            slug = next((slug for slug in place_slugs() if username.startswith(f"{slug}-")), "")
            by_role[Role(role).label][username.removeprefix(slug)] = None
        return [(role, list(endings)) for role, endings in by_role.items()]

    def region(self) -> tuple[str, str, str] | None:
        """Title, path and keeper's sign-in name of the invented region, while it is there."""
        title = region_shown()
        return (title, f"/region/{REGION}/", KEEPER) if title else None

    def node_keeper(self) -> str:
        """Sign-in name of the demonstration's keeper of the node; «» where somebody else keeps it."""
        return NODE_KEEPER if is_all_for_show() and keepers.is_keeper(NODE_KEEPER) else ""


DEMONSTRATED = Demonstrated()


def load_demonstration(slugs: list[str]) -> None:
    """Invent and load the places; the dates of the open cases lean on today, all others are fixed."""
    today = timezone.localdate()
    invented = {slug: invent_cases(slug, today) for slug in tracked(slugs, "Сочиняю", len(slugs))}
    total = sum(len(part) for cases in invented.values() for part in cases)
    with steps("Загружаю", total) as counter:
        for slug, cases in invented.items():
            load_administration(slug, DEMO_PASSWORD, cases, counter.advance)
            found_everywhere()
            load_reception(slug, today)
            load_offline(slug, today)
            load_explanations(slug)
            load_alerts(slug, today)
            load_correspondence(slug, today)
            load_registers(slug, today)
            load_mentions(slug, today)
            load_surveys(slug, today)
            load_research(slug, today)
            load_improvement(slug, today)
            load_rating(slug)
            load_packages(slug, today)
            load_consolidated(slug, today)
            load_reviews(slug, today)
            load_publications(slug, today)
            load_duties(slug, today)
    load_region(DEMO_PASSWORD)
    keepers.make_keeper(login=NODE_KEEPER, email=NODE_KEEPER_EMAIL)
