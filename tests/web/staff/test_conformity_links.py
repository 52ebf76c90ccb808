"""What the page of conformity names as done stands where it says, for everybody who may open the page."""

import re

import pytest
from django.test import Client
from django.urls import resolve
from tests.conftest import Hire

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["coordinator", "head", "controller", "auditor", "administrator"])
def test_conformity_links_only_to_pages_that_open(role: str, staff: Hire) -> None:
    person, client = staff(role), Client()
    client.force_login(person)
    page = client.get("/murashi/staff/conformity/").content.decode()
    links = {url.partition("?")[0].partition("#")[0] for url in re.findall(r'href="(/murashi/[^"]+)"', page)}
    assert links
    assert [url for url in sorted(links) if not opens(url, person, client)] == []


def opens(url: str, person: User, client: Client) -> bool:
    """Whether the person may open it: a page of the staff says so by its policy, another one by itself."""
    policy = getattr(resolve(url).func, "policy", None)
    return policy(actor_of(person)) if policy else client.get(url).status_code < 400
