"""The answer of single sign-on is believed by its signature, however it came."""

from typing import Any

from allauth.core.internal.deferred import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

#: Signatures with a key that the provider alone has; «none» and a shared secret are none.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ["iss", "aud", "exp", "sub"]


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
        except (AttributeError, KeyError, TypeError, ValueError, jwt.PyJWTError) as unread:
            raise OAuth2Error("unreadable answer") from unread
        if not same:
            raise OAuth2Error("userinfo of somebody else")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """What is signed. A provider with one key may leave it unnamed, so each that fits is tried."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        named = jwt.get_unverified_header(id_token).get("kid")
        for key in jwt.PyJWKSet.from_dict(answer.json()).keys:
            if named and key.key_id != named:
                continue
            try:
                return self._checked(app, id_token, key)
            except jwt.InvalidSignatureError:
                continue
        raise OAuth2Error("no key of the provider fits the signature")

    def _checked(self, app: Any, id_token: str, key: Any) -> dict[str, Any]:
        told: dict[str, Any] = jwt.decode(
            id_token,
            key=key,
            algorithms=ALGORITHMS,
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            options={"require": NEEDED},
        )
        return told
