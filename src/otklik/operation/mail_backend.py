"""Letters leave by the settings of the page «Почта»; changed there, they hold for the next letter of every process."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from otklik.operation.mail import NOT_SET, MailFacts, stored_facts

PATIENCE = 20


class PageMailBackend(BaseEmailBackend):
    """SMTP by the stored settings; OSError where there are none, so that letters wait instead of being lost."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many letters the server took."""
        facts = stored_facts()
        if facts is None:
            if self.fail_silently:
                return 0
            raise OSError(NOT_SET)
        for letter in email_messages:
            if letter.from_email == settings.DEFAULT_FROM_EMAIL:
                letter.from_email = facts.from_address
        return _server(facts, is_silent=self.fail_silently).send_messages(email_messages) or 0


def _server(facts: MailFacts, *, is_silent: bool) -> EmailBackend:
    return EmailBackend(
        host=facts.host,
        port=facts.port,
        username=facts.username,
        password=facts.password,
        use_tls=facts.security == "starttls",
        use_ssl=facts.security == "tls",
        timeout=PATIENCE,
        fail_silently=is_silent,
    )
