"""The seal of one showing of an embedded form: signed, for some hours, without a cookie.

A browser keeps no cookie of ours inside another site's page; the seal says that the form came from us not long ago,
its token makes a second click the same message.
"""

import secrets

from django.core import signing

SALT = "otklik.embeds"
LIFE_SECONDS = 6 * 3600


def new_seal(slug: str) -> str:
    """A seal for a form of the administration."""
    return signing.dumps([slug, secrets.token_hex(8)], salt=SALT)


def token_of(slug: str, seal: str) -> str | None:
    """The form's token; None for a seal that is forged, of another administration or too old."""
    try:
        sealed_for, token = signing.loads(seal, salt=SALT, max_age=LIFE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(token) if sealed_for == slug else None
