"""Cache keys hold network addresses of sign-in attempts: only a keyed digest of them is stored."""

import hashlib
import hmac

from django.conf import settings


def digest_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of the shared cache: HMAC-SHA256 of the whole key under the installation's secret."""
    whole = f"{key_prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), whole, hashlib.sha256).hexdigest()
