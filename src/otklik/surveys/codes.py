"""What stands in addresses and ids of surveys: random, and telling nothing."""

import hashlib
import secrets

#: Digits and letters that nobody mixes up when reading from paper.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LINK_LETTERS, INVITATION_LETTERS = 8, 20


def link_code() -> str:
    """The code of a link: eight letters, 40 bits; short enough to type from a poster."""
    return _word(LINK_LETTERS)


def invitation_secret() -> str:
    """The secret of a personal link: twenty letters, 99 bits."""
    return _word(INVITATION_LETTERS)


def invitation_digest(secret: str) -> str:
    """What is kept of a secret: SHA-256; the secret has bits enough to need no salt."""
    return hashlib.sha256(secret.strip().lower().encode()).hexdigest()


def random_id() -> int:
    """An id that tells no order: 62 random bits, which both databases hold."""
    return secrets.randbits(62) or 1


def _word(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
