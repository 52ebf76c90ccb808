"""A new password is not made of what everybody tries here first, and not of what was stolen elsewhere."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.conftest import PASSWORD

from otklik.accounts.password_rules import stands_in
from otklik.accounts.passwords import one_time_password

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "otklik2026",
        "Отклик-2026!",
        "jnrkbr2026",
        "admin12345",
        "Мураши-2025",
        "murashi-2025",
        "gfhjkm1234",
    ],
)
def test_words_of_the_house_are_refused(password: str, staff: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="слова этой системы"):
        validate_password(password, staff("registrar"))


@pytest.mark.parametrize(
    "password",
    [
        "тихая заводь у моста",
        "spokoynaya-reka-17",
        "90817263549018",
        "только буквы без цифр",
        "пароль и ещё двадцать моих слов",
        "a" * 40 + "☂" * 24,
    ],
)
def test_no_kind_of_sign_is_asked_for(password: str, staff: Callable[..., Any]) -> None:
    validate_password(password, staff("registrar"))


def test_a_one_time_password_keeps_the_rules(staff: Callable[..., Any]) -> None:
    validate_password(one_time_password(), staff("registrar"))


@pytest.mark.parametrize("password", ["short-9", "password123", "1q2w3e4r5t", "qwertyuiop"])
def test_short_and_common_ones_are_refused(password: str, staff: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, staff("registrar"))


def _digest(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def stolen(tmp_path: Path) -> Path:
    """A file as it is given out: digests in order, each with its count."""
    path = tmp_path / "stolen.txt"
    path.write_text(
        "".join(f"{one}:{n}\r\n" for n, one in enumerate(sorted(_digest(f"stolen {n}") for n in range(500))))
    )
    return path


def test_a_stolen_one_is_refused(stolen: Path, settings: Any) -> None:
    settings.STOLEN_PASSWORDS = str(stolen)
    with pytest.raises(ValidationError, match="украли"):
        validate_password("stolen 17")
    validate_password("mine and not stolen")


def test_every_line_of_the_file_is_found_and_no_other(stolen: Path) -> None:
    assert all(stands_in(stolen, _digest(f"stolen {n}")) for n in range(500))
    assert not any(stands_in(stolen, _digest(f"mine {n}")) for n in range(300))
    assert not stands_in(stolen, "0" * 40)
    assert not stands_in(stolen, "F" * 40)


def test_the_password_is_taken_as_it_was_typed(staff: Callable[..., Any], client: Client) -> None:
    person = staff("registrar")
    whole = "  Длинный пароль с пробелами " + "ж" * 60 + "  "
    person.set_password(whole)
    person.save()
    for wrong in (whole.strip(), whole.lower(), whole[:72]):
        client.post("/account/login/", {"login": person.username, "password": wrong})
        assert "_auth_user_id" not in client.session, wrong
    client.post("/account/login/", {"login": person.username, "password": whole})
    assert "_auth_user_id" in client.session


def test_a_change_asks_for_the_old_password(staff: Callable[..., Any], client: Client) -> None:
    client.force_login(staff("registrar"))
    new = {"password1": "tihaya-zavod-2031", "password2": "tihaya-zavod-2031"}
    assert client.post("/account/password/change/", {"oldpassword": "wrong", **new}).status_code == 200
    assert client.post("/account/password/change/", {"oldpassword": PASSWORD, **new}).status_code == 302


def test_fields_of_passwords_hide_them_and_let_programs_fill_them_in(client: Client, db: None) -> None:
    page = client.get("/account/login/").content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
