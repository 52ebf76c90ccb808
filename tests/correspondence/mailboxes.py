"""Settings of a mailbox where nobody listens."""

from pydantic import SecretStr

from otklik.channels.email.settings import EmailSettings, Security

#: The port of «discard»: closed everywhere, so that a check fails at once.
CLOSED_PORT = 9


def mail_settings() -> EmailSettings:
    """A mailbox on this machine that refuses at once."""
    return EmailSettings(
        imap_host="127.0.0.1",
        imap_port=CLOSED_PORT,
        imap_security=Security.NONE,
        user="priem@murashi.example",
        password=SecretStr("пароль-из-базы"),
        from_address="priem@murashi.example",
    )
