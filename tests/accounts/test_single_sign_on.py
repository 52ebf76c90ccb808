"""Single sign-on by a real provider of OpenID Connect: an existing account or none."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.test import Client
from django.utils import timezone
from tests.oidc_provider import LOGIN, OidcProvider

from otklik.accounts.models import OutsideAccount, User
from otklik.accounts.provider_watch import watch_provider
from otklik.accounts.queries import actor_of

pytestmark = pytest.mark.django_db
Hire = Callable[..., User]


def test_an_existing_person_enters_and_nobody_else_does(oidc: OidcProvider, staff: Hire) -> None:
    person = staff("registrar", username="olga")
    oidc.put("s-1", preferred_username="Olga", name="Иванова Ольга")
    client = Client()
    assert "Единый вход" in client.get("/account/login/").content.decode()
    assert oidc.sign_in(client, "s-1")["Location"] == "/murashi/staff/"
    assert client.get("/murashi/staff/").status_code == 200
    kept = OutsideAccount.objects.get()
    assert (kept.person_id, kept.source, kept.key) == (person.pk, "oidc", "s-1")
    assert kept.refresh_token.startswith("gAAAA"), "what is kept of the provider is enciphered"
    assert not User.objects.get(pk=person.pk).has_usable_password()
    oidc.put("s-2", preferred_username="stranger", name="Чужой Пётр")
    other = Client()
    refused = oidc.sign_in(other, "s-2")
    assert refused.status_code == 403
    assert "Чужой Пётр, единый вход вас узнал" in refused.content.decode()
    assert other.get("/murashi/staff/").status_code == 302


def test_the_entry_is_known_by_its_key_when_it_was_renamed(oidc: OidcProvider, staff: Hire) -> None:
    staff("registrar", username="petrova")
    oidc.put("s-3", preferred_username="petrova")
    oidc.sign_in(Client(), "s-3")
    oidc.put("s-3", preferred_username="sidorova")
    oidc.put("s-4", preferred_username="petrova")
    assert oidc.sign_in(Client(), "s-3")["Location"] == "/murashi/staff/"
    assert oidc.sign_in(Client(), "s-4").status_code == 403, "a new owner of an old name is somebody else"


@pytest.mark.parametrize(("is_checked", "enters"), [(True, True), (False, False)])
def test_an_address_counts_only_where_the_provider_has_checked_it(
    oidc: OidcProvider, staff: Hire, settings: object, is_checked: bool, enters: bool
) -> None:
    settings.SIGN_IN_MATCH = "email"  # type: ignore[attr-defined]
    person = staff("registrar")
    User.objects.filter(pk=person.pk).update(email="mail@example.ru")
    oidc.put(f"m-{is_checked}", preferred_username="x", email="mail@example.ru", email_verified=is_checked)
    assert (oidc.sign_in(Client(), f"m-{is_checked}").status_code == 302) is enters


def test_groups_of_the_provider_give_roles(oidc: OidcProvider, administration: object, settings: object) -> None:
    settings.SIGN_IN_GROUPS = (("otklik-heads", "murashi", "head"),)  # type: ignore[attr-defined]
    oidc.put("s-5", preferred_username="newhead", name="Новый Глава", groups=["/otklik-heads"])
    oidc.sign_in(Client(), "s-5")
    assert actor_of(User.objects.get(username="newhead")).roles == {"head"}


@pytest.mark.parametrize(("asks", "opened"), [(True, 200), (False, 302)])
def test_a_provider_that_asks_for_the_second_step_is_believed(
    oidc: OidcProvider, staff: Hire, settings: object, asks: bool, opened: int
) -> None:
    settings.OIDC_ASKS_SECOND_FACTOR = asks  # type: ignore[attr-defined]
    person = staff("administrator", username="keeper")
    person.administration.options = {}
    person.administration.save()
    oidc.put("s-9", preferred_username="keeper")
    client = Client()
    oidc.sign_in(client, "s-9")
    assert client.get("/murashi/staff/").status_code == opened


def test_sessions_end_when_the_provider_takes_its_word_back(oidc: OidcProvider, staff: Hire) -> None:
    staff("registrar", username="leaver")
    oidc.put("s-6", preferred_username="leaver")
    client = Client()
    oidc.sign_in(client, "s-6")
    OutsideAccount.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    assert watch_provider() == 0
    assert client.get("/murashi/staff/").status_code == 200
    oidc.forget("s-6")
    OutsideAccount.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    assert watch_provider() == 1
    assert client.get("/murashi/staff/").status_code == 302


def test_a_refusal_of_the_provider_is_told(oidc: OidcProvider, staff: Hire) -> None:
    oidc.put("s-7", preferred_username="any")
    page = oidc.sign_in(Client(), "s-7", action="deny").content.decode()
    assert "Ваша организация не подтвердила вход" in page


def test_a_provider_that_is_away_breaks_nothing(settings: object, db: None) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = OidcProvider("http://127.0.0.1:9").settings()  # type: ignore[attr-defined]
    answer = Client().get(LOGIN)
    assert "Единый вход не удался" in answer.content.decode()


@pytest.mark.parametrize("address", ["/account/3rdparty/", "/account/3rdparty/signup/", "/account/email/"])
def test_nobody_links_accounts_by_himself(client_of: Callable[..., Client], address: str) -> None:
    assert client_of("registrar").get(address).status_code == 404


def test_a_signed_in_person_cannot_link_another_entry(oidc: OidcProvider, staff: Hire) -> None:
    client = Client()
    client.force_login(staff("registrar", username="first"))
    oidc.put("s-8", preferred_username="second")
    asked = client.get(LOGIN.replace("login", "connect").replace("/connect/", "/login/"))
    assert asked.status_code == 302
    import httpx

    came = httpx.post(asked["Location"], data={"sub": "s-8"})
    back = came.headers["Location"].split("testserver", 1)[1]
    assert client.get(back).status_code == 403
    assert not OutsideAccount.objects.exists()


@pytest.mark.parametrize("spoilt", ["", "signature", "none", "absent", "person", "client", "issuer"])
def test_an_answer_is_believed_by_its_signature(
    oidc: OidcProvider, staff: Hire, settings: object, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    staff("registrar", username="olga")
    oidc.put("s-7", preferred_username="olga")
    oidc.put("s-8", preferred_username="stranger")
    fetch, told = OAuth2Adapter.get_access_token_data, []

    def fetched(*given: object, **named: object) -> dict[str, str]:
        answer = fetch(*given, **named)
        told.append(answer["id_token"])
        if len(told) > 1 or spoilt in {"", "signature", "none", "absent"}:  # the road to the provider is not ours
            answer["id_token"] = _spoilt(told[0], spoilt)
        return answer

    monkeypatch.setattr(OAuth2Adapter, "get_access_token_data", fetched)
    if spoilt in {"person", "client", "issuer"}:  # a true token, but of another person, for another system, of another
        if spoilt != "person":
            settings.SOCIALACCOUNT_PROVIDERS = oidc.settings(**{spoilt: "another"})  # type: ignore[attr-defined]
        oidc.sign_in(Client(), "s-8" if spoilt == "person" else "s-7")
        settings.SOCIALACCOUNT_PROVIDERS = oidc.settings()  # type: ignore[attr-defined]
    client = Client()
    oidc.sign_in(client, "s-7")
    assert ("_auth_user_id" in client.session) is (not spoilt)


def _spoilt(token: str, how: str) -> str:
    head, body, seal = token.split(".")
    if how == "signature":
        return f"{head}.{body}.{seal[:-8]}AAAAAAAA"
    if how == "none":
        bare = json.loads(base64.urlsafe_b64decode(head + "==")) | {"alg": "none"}
        return f"{base64.urlsafe_b64encode(json.dumps(bare).encode()).decode().rstrip('=')}.{body}."
    return "" if how == "absent" else token
