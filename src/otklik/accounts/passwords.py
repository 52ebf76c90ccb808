"""Passwords that the administrator gives and the person changes at the first sign-in."""

import secrets

from otklik.core.registration import format_tracking_code


def one_time_password() -> str:
    """Three groups of letters and digits that are told apart when read aloud: about 75 bits."""
    return f"{format_tracking_code(secrets.token_bytes(8))}-{format_tracking_code(secrets.token_bytes(8))[:5]}".lower()
