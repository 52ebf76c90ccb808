"""A real provider of OpenID Connect (authlib's), started once a session; people are put into it by its own address."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client

LOGIN = "/account/oidc/sso/login/?process=login"


@dataclass(frozen=True)
class OidcProvider:
    """Where the provider stands."""

    url: str

    def settings(self, *, client: str = "otklik", issuer: str = "") -> dict[str, object]:
        """What `settings.SOCIALACCOUNT_PROVIDERS` holds for this provider; an `issuer` calls it by another name."""
        url = self.url.replace("localhost", "127.0.0.1") if issuer else self.url
        app = {
            "provider_id": "sso", "name": "Единый вход", "client_id": client, "secret": "s",
            "settings": {"server_url": url},
        }  # fmt: skip
        scopes = ["openid", "profile", "email"]
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "SCOPE": scopes}}

    def put(self, sub: str, **claims: object) -> None:
        """Somebody whom the provider knows."""
        httpx.put(f"{self.url}/users/{sub}", json=claims).raise_for_status()

    def forget(self, sub: str) -> None:
        """Take back every token of the person."""
        httpx.post(f"{self.url}/users/{sub}/revoke-tokens").raise_for_status()

    def sign_in(self, client: Client, sub: str, *, action: str = "authorize") -> object:
        """The whole way of the browser: our button, the provider's page, back to us; our last answer."""
        asked = client.get(LOGIN)
        came = httpx.post(asked["Location"], data={"sub": sub, "action": action})
        back = urlsplit(came.headers["Location"])
        return client.get(f"{back.path}?{back.query}")


@pytest.fixture(scope="session")
def oidc_server() -> Iterator[OidcProvider]:
    """One provider a session, on a port of its own."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        yield OidcProvider(f"http://localhost:{server.server_port}")


@pytest.fixture
def oidc(oidc_server: OidcProvider, settings: object) -> OidcProvider:
    """The provider is named in the settings of the machine."""
    settings.SOCIALACCOUNT_PROVIDERS = oidc_server.settings()  # type: ignore[attr-defined]
    return oidc_server
