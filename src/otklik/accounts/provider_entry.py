"""The answer of single sign-on is believed by its signature, however it came."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

from otklik.accounts.provider_claims import claims_of, object_of


class SignedAnswers(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """allauth does not look at the signature of what came from the provider itself; here it is always checked.

    Source: ASVS 6.8.2, 9.1.2; OpenID Connect Core 3.1.3.7 and 5.3.2.
    """

    def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Who came; OAuth2Error for an answer without a right signature, or that speaks of two people."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        try:
            login: SocialLogin = super().complete_login(request, app, token, **kwargs)
            told = login.account.extra_data
            same = told["userinfo"]["sub"] == told["id_token"]["sub"]
        except (AttributeError, KeyError, TypeError, ValueError) as unread:
            raise OAuth2Error("unreadable answer") from unread
        if not same:
            raise OAuth2Error("userinfo of somebody else")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """What is signed."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return claims_of(object_of(answer.content), id_token, self.openid_config["issuer"], app.client_id)
