"""The sign-in door against who guesses, repeats a code, or brings somebody else's."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from tests.conftest import PASSWORD
from tests.oidc_provider import LOGIN, OidcProvider

pytestmark = pytest.mark.django_db


@pytest.fixture
def armed(staff: Callable[..., Any]) -> tuple[Any, str]:
    """A person with a second step, and its key."""
    person, secret = staff("registrar"), generate_totp_secret()
    TOTP.activate(person, secret)
    return person, secret


def _code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, sorted(yield_hotp_counters_from_time())[1])))


def _enter(person: Any, code: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": person.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/account/2fa/authenticate/", {"code": code})
    return "_auth_user_id" in client.session


def test_a_code_enters_once(armed: tuple[Any, str]) -> None:
    person, secret = armed
    code = _code(secret)
    assert _enter(person, code)
    assert not _enter(person, code)


def test_a_code_of_another_hour_does_not_enter(armed: tuple[Any, str], monkeypatch: Any) -> None:
    person, secret = armed
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() - 300)
    old = _code(secret)
    monkeypatch.undo()
    assert not _enter(person, old)


def test_codes_are_not_guessed_for_ever(armed: tuple[Any, str]) -> None:
    person, secret = armed
    client = Client()
    client.post("/account/login/", {"login": person.username, "password": PASSWORD})
    for _ in range(8):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": _code(secret)})
    assert "_auth_user_id" not in client.session


def test_a_new_password_does_not_pass_by_the_second_step(armed: tuple[Any, str]) -> None:
    person, secret = armed
    link = f"/account/password/reset/key/{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}/"
    client = Client()
    form = client.get(link)["Location"]
    client.post(form, {"password1": "tihaya-gavan-88", "password2": "tihaya-gavan-88"})
    person.refresh_from_db()
    assert person.check_password("tihaya-gavan-88")
    assert "_auth_user_id" not in client.session
    asked = client.post("/account/login/", {"login": person.username, "password": "tihaya-gavan-88"})
    assert asked["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.post("/account/2fa/authenticate/", {"code": _code(secret)}).status_code == 302
    assert "_auth_user_id" in client.session


def test_what_the_second_step_stores_is_enciphered(armed: tuple[Any, str]) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    person, secret = armed
    codes = RecoveryCodes.activate(person).get_unused_codes()
    stored = str(list(Authenticator.objects.filter(user=person).values_list("data", flat=True)))
    assert secret not in stored
    assert codes
    assert all(re.fullmatch(r"\d{8}", code) for code in codes), "more than the 20 bits that are asked for"
    assert not [code for code in codes if code in stored]


def test_an_unknown_name_costs_as_much_as_a_wrong_password(staff: Callable[..., Any], monkeypatch: Any) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    counted: list[str] = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: (counted.append("1"), real(*given))[1])
    person = staff("registrar")
    costs, pages = [], []
    for login in (person.username, "nobody-of-this-name"):
        counted.clear()
        pages.append(Client().post("/account/login/", {"login": login, "password": "wrong"}).content.decode())
        costs.append(len(counted))
    assert costs[0] == costs[1] > 0
    assert pages[0].count('role="alert"') == pages[1].count('role="alert"')


def test_a_code_of_somebody_else_is_not_taken(oidc: OidcProvider, staff: Callable[..., Any]) -> None:
    staff("registrar", username="olga")
    oidc.put("s-1", preferred_username="olga")
    thief, victim = Client(), Client()
    asked = thief.get(LOGIN)["Location"]
    assert "code_challenge_method=S256" in asked
    came = httpx.post(asked, data={"sub": "s-1", "action": "authorize"})
    back = urlsplit(came.headers["Location"])
    brought = f"{back.path}?{back.query}"
    for address in (brought, re.sub(r"state=[^&]+", "state=forged", brought)):
        victim.get(address)
        assert "_auth_user_id" not in victim.session, address
    thief.get(brought)
    assert "_auth_user_id" in thief.session
