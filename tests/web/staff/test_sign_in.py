"""Pages of the administrator about how people sign in."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.accounts.models import User
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration

pytestmark = pytest.mark.django_db
RULE = "/murashi/staff/sign-in/"
ClientOf = Callable[..., Client]


@pytest.fixture
def keeper(staff: Callable[..., User], administration: Administration) -> Client:
    """An administrator of an administration that is not for show, with a second step of his own."""
    administration.options = {}
    administration.save()
    client, person = Client(), staff("administrator")
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)
    return client


@pytest.mark.parametrize("role", ["registrar", "coordinator", "head", "auditor"])
def test_the_pages_are_the_administrators(role: str, client_of: ClientOf, staff: Callable[..., User]) -> None:
    person, client = staff("specialist"), client_of(role)
    own = f"/murashi/staff/people/{person.pk}/sign-in/"
    assert client.get(RULE).status_code == 404
    assert client.get(own).status_code == 404
    assert client.post(f"{own}second-factor/").status_code == 404
    assert client.post(f"{own}sessions/").status_code == 404
    stranger = client_of("administrator", of="biysk")
    assert stranger.get(own.replace("murashi", "biysk")).status_code == 404


def test_the_rule_is_written_and_people_are_listed(keeper: Client, staff: Callable[..., User]) -> None:
    staff("registrar")
    page = keeper.get(RULE).content.decode()
    assert "Администраторы входят только в два шага" in page
    keeper.post(RULE, {"roles": ["registrar"], "since": "2026-02-03"})
    page = keeper.get(RULE).content.decode()
    assert 'value="2026-02-03"' in page
    assert "Второй шаг нужен, но не настроен: 1 человек" in page
    assert AuditEntry.objects.get(verb="change_second_factor_rule").summary == "Вход в два шага: регистратор"
    wrong = keeper.post(RULE, {"roles": ["king"], "since": "32.13.2026"})
    assert "king" in wrong.content.decode()
    assert 'role="alert"' in wrong.content.decode()


def test_one_persons_way_in(keeper: Client, staff: Callable[..., User]) -> None:
    person = staff("registrar")
    own = f"/murashi/staff/people/{person.pk}/sign-in/"
    assert "Сейчас этот человек нигде не вошёл" in keeper.get(own).content.decode()
    told = keeper.post(f"{own}second-factor/", follow=True).content.decode()
    assert "второй шаг не настроен" in told
    assert "Окончено: 0 сеансов" in keeper.post(f"{own}sessions/", follow=True).content.decode()
    assert "Второй шаг и открытые сеансы" in keeper.get(f"/murashi/staff/people/{person.pk}/").content.decode()


def test_three_people_ask_no_more_than_one(keeper: Client, staff: Callable[..., Any]) -> None:
    staff("registrar")
    keeper.get(RULE)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            keeper.get(RULE)
        counts.append(len(asked))
        staff("specialist")
        staff("specialist")
    assert counts[0] == counts[1]
