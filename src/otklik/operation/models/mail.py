"""The installation's own mail server, as its keeper set it on the page; the environment's setting goes before it."""

from django.db import models


class MailSettings(models.Model):
    """The one row of it. The password is enciphered with the installation's key."""

    class Security(models.TextChoices):
        STARTTLS = "starttls", "STARTTLS, обычно порт 587"
        TLS = "tls", "TLS с самого начала, обычно порт 465"
        PLAIN = "plain", "без шифрования, порт 25: только внутри своей сети"

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=8, choices=Security)
    username = models.CharField(max_length=254, blank=True)
    sealed_password = models.TextField(blank=True)
    from_address = models.EmailField(max_length=254)
    changed_at = models.DateTimeField()
    #: The last test letter: when, and what the server said against it («» when it took the letter).
    tested_at = models.DateTimeField(null=True)
    test_problem = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
