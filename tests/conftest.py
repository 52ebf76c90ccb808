"""Fixtures of every test: administrations made from their profiles, people with roles, actors, signed-in clients.

def test_something(administration, staff, actor, client_of): ...

administration              the first shipped administration; administrations("biysk") makes another
staff("registrar")          a person with the role in force (several roles, another administration: see below)
actor("registrar")          the same person as `Actor`; `visitor` is the public one
client_of("registrar")      a Django client signed in as such a person
browser pages               see tests/browser.py
networks                    protocol servers of VK, OK, Telegram, MAX: see tests/channels/network_fixtures.py
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, settings

from otklik.accounts.actions.keep_second_factor import enter_by_password_alone
from otklik.accounts.models import Appointment, User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor, public_actor, system_actor
from otklik.base.visitor_limits import forget_tries
from otklik.catalog.actions.found_administration import found_administration
from otklik.catalog.models import Administration, Department
from otklik.procedures import registry

pytest_plugins = [
    "tests.browser",
    "tests.channels.mail_fixtures",
    "tests.channels.network_fixtures",
    "tests.clamd_server",
    "tests.s3_server",
    "tests.ldap_server",
    "tests.oidc_provider",
]

#: Tests share two cores with others: how long an example takes says nothing. The suite tries the same examples every
#: time, so that it fails for a change and not by chance; `--hypothesis-profile seek` looks for new ones.
settings.register_profile("seek", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("shared", settings.get_profile("seek"), derandomize=True)
settings.load_profile("shared")

PASSWORD = "spokoynaya-reka-17"
Found = Callable[..., Administration]
Hire = Callable[..., User]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The cache table stands beside the models' tables, as `otklik demo` makes it; most tests need the same place."""
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        for_show(found_administration(procedure=registry.procedures()["murashi"]))


@pytest.fixture(autouse=True)
def _empty_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test is throttled by what another did."""
    yield
    caches["memory"].clear()
    caches["pages"].clear()
    forget_tries()


@pytest.fixture
def nobody(db: None) -> None:
    """A database in which nothing was founded yet."""
    Administration.objects.all().delete()


@pytest.fixture
def administrations(db: None) -> Found:
    """Make (once) the administration of a shipped decree: `administrations("livny")`."""

    def found(slug: str = "murashi") -> Administration:
        return Administration.objects.filter(slug=slug).first() or for_show(
            found_administration(procedure=registry.procedures()[slug])
        )

    return found


def for_show(administration: Administration) -> Administration:
    """Entered by the password alone, as a demonstration is; tests/accounts/test_second_factor.py demands more."""
    enter_by_password_alone(administration=administration)
    return administration


@pytest.fixture
def administration(administrations: Found) -> Administration:
    """The administration that most tests need."""
    return administrations()


@pytest.fixture
def staff(administrations: Found) -> Hire:
    """Hire a person: `staff("specialist", "organizer", of="biysk", department=..., username=...)`."""
    numbers = count(1)

    def hire(*roles: str, of: str = "murashi", department: Department | None = None, username: str = "") -> User:
        person = User(
            username=username or f"{of}-{'-'.join(roles) or 'nobody'}-{next(numbers)}",
            full_name="Смирнова Анна Петровна",
            administration=administrations(of),
            department=department,
        )
        person.set_password(PASSWORD)
        person.save()
        for role in roles:
            Appointment.objects.create(
                user=person, role=role, act_title="Распоряжение", act_on=date(2024, 1, 9), valid_from=date(2024, 1, 9)
            )
        return person

    return hire


@pytest.fixture
def actor(staff: Hire) -> Callable[..., Actor]:
    """The actor of a newly hired person; takes what `staff` takes."""

    def act(*roles: str, **facts: Any) -> Actor:
        person = actor_of(staff(*roles, **facts))
        assert person is not None
        return person

    return act


@pytest.fixture
def visitor(administration: Administration) -> Actor:
    """Somebody on the public pages."""
    return public_actor(administration.pk, administration.slug)


@pytest.fixture
def system(administration: Administration) -> Actor:
    """Otklik itself: import, periodic work."""
    return system_actor(administration.pk, administration.slug)


@pytest.fixture
def client_of(staff: Hire) -> Callable[..., Client]:
    """A client signed in as a newly hired person; takes what `staff` takes."""

    def sign_in(*roles: str, **facts: Any) -> Client:
        client = Client()
        client.force_login(staff(*roles, **facts))
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """No message rests because the tests run in the evening; tests/catalog/test_resting.py tries the night."""
    monkeypatch.setattr("otklik.delivery.quiet._rules", [])
