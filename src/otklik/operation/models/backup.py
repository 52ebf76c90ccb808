"""What became of copies and updates."""

from django.db import models


class BackupRecord(models.Model):
    """One attempt to make a copy; `problem` is why it failed, or what a copy that was made lacks."""

    at = models.DateTimeField(auto_now_add=True)
    path = models.CharField(max_length=500)
    size_bytes = models.PositiveBigIntegerField(default=0)
    #: SHA-256 of the file; empty where none was made.
    digest = models.CharField(max_length=64, blank=True, default="")
    took_seconds = models.FloatField(default=0)
    problem = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["-at"], name="backup_by_time"),)

    def __str__(self) -> str:
        return self.path


class UpgradeRecord(models.Model):
    """One update of the database by a version of the program; the newest tells which version last wrote it."""

    at = models.DateTimeField(auto_now_add=True)
    from_version = models.CharField(max_length=40, blank=True, default="")
    to_version = models.CharField(max_length=40)
    migration_count = models.PositiveIntegerField(default=0)
    took_seconds = models.FloatField(default=0)
    backup_path = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.from_version} → {self.to_version}"
