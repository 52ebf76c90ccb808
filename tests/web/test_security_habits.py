"""Habits of the pages that docs/security.md counts on: sessions, files, redirects, faults, methods."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver
from tests.conftest import PASSWORD
from tests.house.test_rights import walk
from tests.intake.conftest import Receive, receive

from otklik.accounts.models import User
from otklik.base.files import store_file
from otklik.intake.models import Attachment
from otklik.web.public.embeds.seals import LIFE_SECONDS, new_seal, token_of

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
DESK = "/murashi/staff"
#: Every way in, with the strangers' pages around it: a new one must be looked at for its second step and its rate.
WAYS_IN = {
    *(
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reauthenticate",
        "account_email",
    ),
    *("account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password"),
    *("account_confirm_login_code", "account_confirm_email", "account_reset_password_from_key_done"),
    *("account_reset_password_from_key", "account_reset_password_done"),
    *("own_addresses_shut", "own_session_end", "own_sessions", "own_sessions_end", "password_elsewhere"),
    *("connections_shut", "connections_signup_shut"),
    *("openid_connect_login", "openid_connect_callback", "usersessions_list"),
}


def _sign_in(client: Client, person: User, **more: str) -> Any:
    return client.post("/account/login/", {"login": person.username, "password": PASSWORD, **more})


def test_a_new_session_begins_with_the_sign_in(staff: Callable[..., User], client: Client) -> None:
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    before = client.cookies["sessionid"].value
    _sign_in(client, staff("registrar"))
    after = client.cookies["sessionid"].value
    assert after != before
    assert re.fullmatch(r"[a-z0-9]{32}", after)
    assert not Session.objects.filter(session_key=before).exists()


def test_after_signing_out_the_old_key_opens_nothing(client_of: ClientOf) -> None:
    client = client_of("registrar")
    key = client.cookies["sessionid"].value
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert "/login/" in thief.get(f"{DESK}/registry/")["Location"]


def test_a_new_password_ends_the_other_sessions(staff: Callable[..., User]) -> None:
    person, here, elsewhere = staff("registrar"), Client(), Client()
    here.force_login(person)
    elsewhere.force_login(person)
    new = "tihaya-zavod-2031"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert elsewhere.get(f"{DESK}/registry/").status_code == 302
    assert here.get(f"{DESK}/registry/").status_code == 200


def test_signing_out_is_on_every_page_of_the_desk(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    for page in ("registry/", "monitoring/", "reading/"):
        assert "/account/logout/" in client.get(f"{DESK}/{page}", follow=True).content.decode(), page


@pytest.mark.parametrize(
    "way_out", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_an_address_out_of_the_house_is_not_followed(way_out: str, staff: Callable[..., User], client: Client) -> None:
    person = staff("registrar")
    entered = _sign_in(client, person, next=way_out)
    assert "evil" not in entered["Location"]
    assert "javascript" not in entered["Location"]
    moved = client.post("/accessibility/", {"usual": "1", "next": way_out})
    assert moved["Location"] == "/"


def test_every_way_in_is_known() -> None:
    named = {str(pattern.name) for route, pattern in walk(get_resolver().url_patterns) if route.startswith("account/")}
    strange = {name for name in named - WAYS_IN if not name.startswith(("mfa_", "socialaccount_"))}
    assert strange <= {"None"}


def test_guessing_a_password_is_slowed_down(staff: Callable[..., User], client: Client) -> None:
    person = staff("registrar")
    for _ in range(6):
        client.post("/account/login/", {"login": person.username, "password": "wrong"})
    told = _sign_in(client, person)
    assert "_auth_user_id" not in client.session
    assert told.status_code in {200, 429}


def test_a_fresh_installation_has_nobody(nobody: None) -> None:
    assert not User.objects.exists()


def test_passwords_are_kept_by_a_slow_digest() -> None:
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from otklik.config import settings as product

    assert not hasattr(product, "PASSWORD_HASHERS")  # Django's own order, PBKDF2 first
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_a_file_leaves_as_an_attachment(receive: Receive, client_of: ClientOf, settings: Any, tmp_path: Any) -> None:
    item = receive("Яма")
    name = 'Письмо "А"\r\nX-Injected: 1.txt'
    stored = store_file(item.administration_id, io.BytesIO(b"<script>alert(1)</script>"), name)
    attachment = Attachment.objects.create(item=item, file=stored)
    answer = client_of("registrar").get(f"{DESK}/items/{item.pk}/files/{attachment.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "X-Injected" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]
    assert "html" not in answer["Content-Type"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_fault_tells_the_visitor_nothing(administration: object, monkeypatch: Any) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret-of-the-house at /srv/otklik")

    monkeypatch.setattr("otklik.web.public.views.home.render", broken)
    answer = Client(raise_request_exception=False).get("/murashi/terms/")
    assert answer.status_code == 500
    assert "secret-of-the-house" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_nothing_of_the_source_is_served(administration: object, client: Client) -> None:
    places = (".git/config", "static/", "static/otklik/", "static/../settings.py", "static/%2e%2e/secret.key", ".env")
    for place in (*places, "files/", "media/", "otklik.sqlite3", "requirements/run.txt"):
        assert client.get(f"/{place}").status_code == 404, place


def test_no_other_origin_is_let_in(administration: object, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    for page in (f"{DESK}/registry/", "/api/v1/murashi/items", "/murashi/feed.atom"):
        headers = client.get(page, headers={"origin": "https://evil.example"}).headers
        assert "evil" not in headers.get("Access-Control-Allow-Origin", "")
        assert "Access-Control-Allow-Credentials" not in headers


def test_a_seal_lives_for_its_time(monkeypatch: Any) -> None:
    seal = new_seal("murashi")
    assert token_of("murashi", seal)
    assert token_of("biysk", seal) is None
    assert token_of("murashi", seal[:-1] + ("a" if seal[-1] != "a" else "b")) is None
    import time

    later = time.time() + LIFE_SECONDS + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert token_of("murashi", seal) is None


def test_a_code_is_sent_in_the_body_only(administration: object, client: Client) -> None:
    page = client.get("/murashi/status/").content.decode()
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*name=\"code\"", page, re.DOTALL)
    assert form
    assert 'method="post"' in form[0]
    assert "SECRETCODE" not in client.get("/murashi/status/?number=1&code=SECRETCODE").content.decode()


def test_a_field_that_nobody_asked_for_changes_nothing(staff: Callable[..., User], client: Client) -> None:
    person = staff("registrar")
    client.force_login(person)
    new = {"oldpassword": PASSWORD, "password1": "tihaya-zavod-2031", "password2": "tihaya-zavod-2031"}
    client.post(
        "/account/password/change/", {**new, "administration": "999", "is_superuser": "on", "roles": "administrator"}
    )
    person.refresh_from_db()
    assert person.administration.slug == "murashi"
    assert client.get(f"{DESK}/people/").status_code == 404


def test_a_parameter_given_twice_is_read_once(client_of: ClientOf, staff: Callable[..., User]) -> None:
    page = client_of("coordinator").get(f"{DESK}/registry/?kind=complaint&q=first&q=last").content.decode()
    assert 'value="first,last"' in page, "one reading for the field, the search and the links"
    assert not re.search(r"[?;]q=(?:first|last)[&\"]", page)
    guest, person = Client(), staff("registrar")
    guest.post(f"/account/login/?login={person.username}&password={PASSWORD}", {"login": "nobody", "password": "x"})
    assert "_auth_user_id" not in guest.session, "an address says nothing for the body"
