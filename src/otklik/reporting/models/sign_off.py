"""Approval of a frozen paper by role, and the electronic signatures that were made elsewhere and brought here."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog


class SignOff(catalog.OfAdministration):
    """Somebody approved a frozen paper in a role: the digest says which figures and words. Порядок: murashi 5.19."""

    #: Slug of the kind of paper (`reporting.sign_off.kinds`) and the row that it is.
    kind = models.CharField(max_length=40)
    target_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    #: SHA-256 of what was approved.
    digest = models.CharField(max_length=64)
    role = models.CharField(max_length=20)
    position = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["administration", "kind", "target_id", "role"], name="signed_once_in_role"),
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.person_name}"


class SignatureFile(catalog.OfAdministration):
    """A detached electronic signature (.sig, .p7s) of the paper's file, and what could be checked of it."""

    class Result(models.TextChoices):
        """Whether the digest in the signature is that of the file."""

        MATCHES = "matches", "подпись относится к этому файлу"
        DIFFERS = "differs", "подпись сделана под другим файлом"
        UNKNOWN = "unknown", "проверить нельзя"

    kind = models.CharField(max_length=40)
    target_id = models.PositiveBigIntegerField()
    #: SHA-256 of the paper's snapshot, as in `SignOff`.
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    #: The very file that was signed, kept: a later version of the program may lay the same figures out otherwise.
    document = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    result = models.CharField(max_length=7, choices=Result)
    #: What the signature says of itself: algorithm, signer as its certificate names him, time; nothing of it is proven.
    told = models.JSONField(default=dict)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("added_at", "pk")
        indexes = (models.Index(fields=["administration", "kind", "target_id"], name="signature_of_paper"),)

    def __str__(self) -> str:
        return self.name
