"""The demonstration's region: an owner of invented administrations, some of which agreed to show their figures."""

from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.queries import people_with_role
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter, local_date
from otklik.region.actions.keep_region import add_region_person, create_region
from otklik.region.actions.membership import answer_region, ask_administration
from otklik.region.actions.refresh_figures import count_figures
from otklik.region.actor import RegionActor, region_actor_of
from otklik.region.enums import RegionRole
from otklik.region.models import Region

SLUG, TITLE = "svodny-okrug", "Министерство цифрового развития Сводного округа"
KEEPER, VIEWER = "okrug-keeper", "okrug-viewer"
#: The invented cases end with the year 2025.
QUARTERS = (Quarter(2025, 4),)


def load_region(password: str) -> None:
    """One region; all administrations are asked, the last one by name has not answered yet. Порядок: gatchina 1.1"""
    if Region.objects.filter(slug=SLUG).exists():
        return
    create_region(slug=SLUG, title=TITLE, short_title="Сводный округ")
    person, _ = add_region_person(
        actor=None,
        region_slug=SLUG,
        username=KEEPER,
        full_name="Рябинина Вера Павловна",
        position="Начальник отдела клиентоцентричности",
        role=RegionRole.KEEPER,
        password=password,
    )
    keeper = region_actor_of(person)
    if keeper is None:
        return
    add_region_person(
        actor=keeper,
        region_slug=SLUG,
        username=VIEWER,
        full_name="Дубов Игнат Сергеевич",
        position="Консультант",
        password=password,
    )
    _join(keeper)


def region_shown() -> str:
    """The invented region's title; empty where it is not there."""
    return Region.objects.filter(slug=SLUG).values_list("title", flat=True).first() or ""


def _join(keeper: RegionActor) -> None:
    found = list(Administration.objects.order_by("short_title"))
    for place, administration in enumerate(found):
        ask_administration(actor=keeper, slug=administration.slug)
        if place < len(found) - 1:
            answer_region(actor=_coordinator(administration), region_slug=SLUG, joins=True)
            _count(administration)


def _coordinator(administration: Administration) -> Actor:
    today = local_date(timezone.now(), administration.time_zone)
    person = people_with_role(administration.pk, Role.COORDINATOR, today).first()
    roles = frozenset({Role.COORDINATOR.value})
    name, user_id = (str(person), person.pk) if person else ("Ответственное лицо", None)
    return Actor("staff", administration.pk, administration.slug, name, user_id, roles)


def _count(administration: Administration) -> None:
    """The last quarters with anything in them; the others are counted by the clock."""
    today = local_date(timezone.now(), administration.time_zone)
    for quarter in QUARTERS:
        count_figures(administration, quarter, today)
