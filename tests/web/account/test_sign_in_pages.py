"""Sign-in pages speak Russian and stand in the same house."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
OPEN = ("/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/account/inactive/")
SIGNED_IN = ("/account/logout/", "/account/password/change/", "/account/2fa/")
AFTER_REAUTHENTICATION = ("/account/2fa/totp/activate/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/")


def assert_ours(page: str) -> None:
    """Our frame, a heading, and no English word of the package's own templates."""
    assert '<html lang="ru"' in page
    assert "<h1>" in page
    for word in ("Sign In", "Password", "Two-Factor", "Security Key", "Authenticator", "Recovery"):
        assert word not in page, word


@pytest.mark.parametrize("address", OPEN)
def test_open_pages(address: str, client: Client) -> None:
    assert_ours(client.get(address).content.decode())


@pytest.mark.parametrize("address", SIGNED_IN)
def test_pages_of_a_signed_in_person(address: str, client_of: Callable[..., Client]) -> None:
    answer = client_of("registrar").get(address)
    assert answer.status_code == 200
    assert_ours(answer.content.decode())


@pytest.mark.parametrize("address", AFTER_REAUTHENTICATION)
def test_pages_of_the_second_step(address: str, staff: Callable[..., object], client: Client) -> None:
    client.force_login(staff("registrar"))
    asked = client.get(address, follow=True)
    assert_ours(asked.content.decode())
    answer = client.post(f"/account/reauthenticate/?next={address}", {"password": PASSWORD, "next": address})
    assert answer["Location"] == address
    assert_ours(client.get(address).content.decode())


def test_the_password_comes_next_after_the_name(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert page.index('name="login"') < page.index('name="password"') < page.index("/account/password/reset/")


def test_a_wrong_password_is_explained_beside_what_to_do(staff: Callable[..., object], client: Client) -> None:
    person = staff("registrar")
    page = client.post("/account/login/", {"login": person.username, "password": "no"}).content.decode()
    assert 'role="alert"' in page
    assert "Caps Lock" in page
    assert person.username in page
