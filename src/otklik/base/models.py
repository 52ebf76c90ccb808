"""Audit trail and stored files: what every app stands on."""

from django.db import models
from django.db.models.functions import Now

from otklik.base.virus_check import VirusCheck


class AuditEntry(models.Model):
    """One write: who, when, what, to which object. Rows are only ever added."""

    administration_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    actor_kind = models.CharField(max_length=8)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=80)
    summary = models.CharField(max_length=500)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["administration_id", "-id"], name="audit_by_administration"),
            models.Index(fields=["target", "-id"], name="audit_by_target"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"


class AuditSeal(models.Model):
    """A link of the chain: the digest of a run of entries together with the digest of the seal before it."""

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    entry_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"


class StoredFile(models.Model):
    """A file outside the web root, found by its content's digest; the type is sniffed, not believed."""

    administration_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    #: What may hurt who opens it: `files.MACROS`; empty for an ordinary file.
    danger = models.CharField(max_length=20, blank=True, default="", db_default="")
    #: `virus_check.VirusCheck`: what the antivirus said, and of what.
    virus_check = models.CharField(max_length=12, blank=True, default="", db_default="")
    virus_found = models.CharField(max_length=120, blank=True, default="", db_default="")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (
            models.Index(fields=["id"], condition=models.Q(virus_check="waiting"), name="files_waiting_for_check"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_quarantined(self) -> bool:
        """Nobody is given it: the antivirus found something."""
        return self.virus_check == VirusCheck.INFECTED

    @property
    def check_label(self) -> str:
        """What a person who sees the file is told of its check; empty where there is nothing to say."""
        return VirusCheck(self.virus_check).label

    @property
    def is_to_open_with_care(self) -> bool:
        """A program inside, or not seen by the antivirus that the node has."""
        return bool(self.danger) or self.virus_check in {VirusCheck.WAITING, VirusCheck.IMPOSSIBLE}


class LiveWorker(models.Model):
    """A worker of background tasks that is alive, as far as was heard (`base.live_workers`)."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    node = models.CharField(max_length=120)
    #: Number of the process and when it was started, in ticks of the machine.
    process = models.CharField(max_length=40)
    queues = models.CharField(max_length=200)
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.worker_id
