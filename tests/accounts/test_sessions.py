"""Open sessions: listed, ended one by one and all at once, ended by time."""

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from tests.conftest import PASSWORD

from otklik.accounts.actions.keep_account import reset_password, set_account_active
from otklik.accounts.models import User
from otklik.accounts.session_ends import BEGAN, SEEN
from otklik.base.actor import Actor

pytestmark = pytest.mark.django_db
DESK = "/murashi/staff/"


def enter(person: User, agent: str = "Mozilla/5.0 (Windows NT 10.0) YaBrowser/24.1 Chrome/120") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/account/login/", {"login": person.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def test_own_sessions_are_listed_and_ended(staff: Callable[..., User]) -> None:
    person = staff("registrar")
    here, home, phone = enter(person), enter(person, "Mozilla/5.0 (X11; Linux) Firefox/120"), enter(person)
    page = here.get("/account/sessions/").content.decode()
    assert page.count("Яндекс Браузер, Windows") >= 2
    assert "Firefox, Linux" in page
    of_home = UserSession.objects.get(user=person, user_agent__contains="Firefox")
    here.post(f"/account/sessions/{of_home.pk}/end/")
    assert (is_in(here), is_in(home), is_in(phone)) == (True, False, True)
    here.post("/account/sessions/end-others/")
    assert (is_in(here), is_in(phone)) == (True, False)


def test_nobody_ends_the_session_of_another(staff: Callable[..., User]) -> None:
    other = staff("registrar")
    theirs = enter(other)
    mine = enter(staff("registrar"))
    session = UserSession.objects.get(user=other)
    assert mine.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert mine.get(f"/account/sessions/{session.pk}/end/").status_code == 405
    assert is_in(theirs)


@pytest.mark.parametrize(("key", "seconds", "lives"), [(SEEN, 3500, True), (SEEN, 3700, False), (BEGAN, 36_100, False)])
def test_a_session_ends_by_time(staff: Callable[..., User], key: str, seconds: int, lives: bool) -> None:
    client = enter(staff("registrar"))
    session = client.session
    session[key] -= seconds
    session.save()
    assert is_in(client) is lives


def test_what_the_administrator_does_ends_sessions_at_once(
    staff: Callable[..., User], actor: Callable[..., Actor]
) -> None:
    person, keeper = staff("registrar"), actor("administrator")
    client = enter(person)
    reset_password(actor=keeper, user_id=person.pk)
    assert not is_in(client)
    other = staff("registrar")
    client = enter(other)
    set_account_active(actor=keeper, user_id=other.pk, is_active=False)
    assert not is_in(client)
    assert not UserSession.objects.exists()
