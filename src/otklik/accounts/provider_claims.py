"""What a provider of single sign-on answered, read with distrust: its keys, what it has signed, whom it speaks of."""

import json
from collections.abc import Mapping
from typing import Any

from allauth.core.internal.deferred import jwt

from otklik.accounts.models import OutsideAccount
from otklik.accounts.outside_people import OutsidePerson

#: Signatures with a key that the provider alone has; «none» and a shared secret are none.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ["iss", "aud", "exp", "sub"]
GROUP_CLAIMS = ("groups", "roles")


class Unproven(ValueError):  # noqa: N818 - named as `RuleBroken` is
    """The answer cannot be read, or its signature proves nothing; the message is for the log."""


def object_of(content: bytes) -> dict[str, Any]:
    """The JSON object that was answered; Unproven for anything else."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as unread:
        raise Unproven("no JSON") from unread
    if not isinstance(found, dict):
        raise Unproven("no object")
    return found


def claims_of(keys: object, id_token: str, issuer: str, client: str) -> dict[str, Any]:
    """What is signed, by whichever of the keys fits: a provider with one key may leave it unnamed. Unproven."""
    try:
        named = jwt.get_unverified_header(id_token).get("kid")
        known = jwt.PyJWKSet.from_dict(keys).keys
    except (jwt.PyJWTError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as unread:
        raise Unproven("unreadable keys or token") from unread
    for key in known:
        if named and key.key_id != named:
            continue
        try:
            return _checked(key, id_token, issuer, client)
        except jwt.InvalidSignatureError:
            continue
        except (jwt.PyJWTError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError) as unread:
            raise Unproven(type(unread).__name__) from unread
    raise Unproven("no key of the provider fits the signature")


def _checked(key: Any, id_token: str, issuer: str, client: str) -> dict[str, Any]:
    told: dict[str, Any] = jwt.decode(
        id_token, key=key, algorithms=ALGORITHMS, issuer=issuer, audience=client, options={"require": NEEDED}
    )
    return told


def person_told(told: Mapping[str, Any], key: str, refresh_token: str) -> OutsidePerson:
    """What the provider told of the person. Its address counts only where the provider has checked it."""
    login = _text(told, "preferred_username", 500)
    return OutsidePerson(
        source=OutsideAccount.Source.PROVIDER,
        key=key[:255],
        name=login or key[:500],
        login=login,
        full_name=_text(told, "name", 200),
        email=_text(told, "email", 254) if told.get("email_verified") is True else "",
        groups=tuple(_groups(told)),
        refresh_token=refresh_token,
    )


def _groups(told: Mapping[str, Any]) -> list[str]:
    """Names of groups; Keycloak writes them with a stroke before: «/otklik-registrars»."""
    listed = [told[claim] for claim in GROUP_CLAIMS if isinstance(told.get(claim), list)]
    return [_clean(one).lstrip("/") for names in listed for one in names if isinstance(one, str)]


def _text(told: Mapping[str, Any], name: str, longest: int) -> str:
    found = told.get(name)
    return _clean(found)[:longest] if isinstance(found, str) else ""


def _clean(text: str) -> str:
    """Without what no database keeps."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
