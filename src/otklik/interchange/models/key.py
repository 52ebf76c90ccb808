"""Keys of other systems, the replies they were given, the files they brought."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog.models import OfAdministration


class ApiKey(OfAdministration):
    """A way in for one system of the administration. The secret was shown once; only its digest is kept."""

    title = models.CharField(max_length=120)
    #: The first letters of the secret, by which people and the database tell keys apart.
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    #: Slug of the administration's channel under which the system's messages are counted unless it names another.
    channel = models.SlugField(max_length=80, blank=True)
    #: Requests a minute.
    rate = models.PositiveIntegerField(default=120)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    #: The last day on which it opens anything.
    expires_on = models.DateField()
    #: The day only: no moments of work are kept.
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class StoredReply(models.Model):
    """What a request with an Idempotency-Key was answered: its repetition gets the same, another body is refused."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="replies")
    #: SHA-256 of the method, the address and the Idempotency-Key.
    name = models.CharField(max_length=64)
    request_digest = models.CharField(max_length=64)
    #: None while the first request is being carried out.
    status = models.PositiveSmallIntegerField(null=True)
    #: Headers and body, enciphered: a reply holds the author's secret code.
    sealed = models.TextField(blank=True)
    begun_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "name"], name="stored_reply_once"),)

    def __str__(self) -> str:
        return f"{self.key_id}: {self.status}"


class ApiUpload(models.Model):
    """A file that a system brought before the message it belongs to; without one it goes within a day."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")
    token = models.CharField(max_length=43, unique=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.file_id}"
