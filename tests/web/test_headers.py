"""What the browser is told about every kind of page: no inline code, no frames, no guessing, no copies."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.intake.conftest import Receive, receive

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
DESK = "/murashi/staff"
OPEN = (
    "/",
    "/murashi/",
    "/murashi/feedback/",
    "/murashi/status/",
    "/murashi/internal/",
    "/account/login/",
    "/nowhere/",
)
CLOSED = (
    f"{DESK}/",
    f"{DESK}/registry/",
    f"{DESK}/card/",
    f"{DESK}/monitoring/",
    f"{DESK}/monitoring/2025Q3/json/",
    f"{DESK}/audit/",
    f"{DESK}/people/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/password/change/",
    "/api/v1/murashi/items",
    "/api/v1/murashi/monitoring/2025Q3",
)


def _check(client: Client, address: str) -> dict[str, str]:
    answer = client.get(address, follow=True)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    return {name.lower(): value for name, value in answer.items()}


@pytest.mark.parametrize("address", OPEN)
def test_open_pages(address: str, administration: object, client: Client) -> None:
    _check(client, address)


@pytest.mark.parametrize("address", CLOSED)
def test_pages_of_the_staff_are_kept_nowhere(address: str, client_of: Callable[..., Client]) -> None:
    headers = _check(client_of("coordinator", "administrator"), address)
    assert "no-store" in headers["cache-control"]


def test_the_item_is_kept_nowhere(receive: Receive, client_of: Callable[..., Client]) -> None:
    headers = _check(client_of("coordinator"), f"{DESK}/items/{receive().pk}/")
    assert "no-store" in headers["cache-control"]


@pytest.mark.parametrize("address", ["/account/signup/", "/account/email/", "/account/password/reset/"])
def test_nobody_makes_an_account_or_a_letter_for_himself(
    address: str, administration: object, client: Client, mailoutbox: list[object]
) -> None:
    given = {"username": "x", "email": "x@example.org", "password1": "spokoynaya-9", "password2": "spokoynaya-9"}
    assert client.post(address, given).status_code in {200, 302, 404, 405}
    assert not mailoutbox
    assert "_auth_user_id" not in client.session


def test_cookies_are_hidden_from_scripts(client: Client, administration: object) -> None:
    client.post("/murashi/feedback/kind/", {"kind": "complaint"})
    client.get("/murashi/feedback/text/")
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name
