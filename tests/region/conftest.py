"""A region with its keeper, and administrations that agreed."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.surveys.conftest import respond, survey, surveys

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.region.actions.keep_region import add_region_person, create_region
from otklik.region.actions.membership import answer_region, ask_administration
from otklik.region.actor import RegionActor, region_actor_of

__all__ = ["respond", "survey", "surveys"]
SLUG, PASSWORD = "okrug", "tikhaya-zavod-42"


@pytest.fixture
def keeper_user(db: None) -> User:
    create_region(slug=SLUG, title="Министерство округа")
    told = {"username": "keeper-okruga", "full_name": "Рябинина Вера", "role": "keeper", "password": PASSWORD}
    return add_region_person(actor=None, region_slug=SLUG, **told)[0]


@pytest.fixture
def keeper(keeper_user: User) -> RegionActor:
    found = region_actor_of(keeper_user)
    assert found is not None
    return found


@pytest.fixture
def region_client(keeper_user: User) -> Client:
    client = Client()
    client.force_login(keeper_user)
    return client


@pytest.fixture
def joined(keeper: RegionActor, actor: Callable[..., Actor]) -> Callable[..., None]:
    """Administrations that are asked and agree: `joined("murashi", "livny")`."""

    def join(*slugs: str) -> None:
        for slug in slugs:
            coordinator = actor("coordinator", of=slug)
            ask_administration(actor=keeper, slug=slug)
            answer_region(actor=coordinator, region_slug=SLUG, joins=True)

    return join
