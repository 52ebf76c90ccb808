"""When a copy was made last, and which version last wrote the database."""

from datetime import datetime

from otklik.operation.models import BackupRecord, UpgradeRecord


def last_backup() -> BackupRecord | None:
    """The newest attempt, good or failed."""
    return BackupRecord.objects.order_by("-at", "-pk").first()


def last_good_backup() -> BackupRecord | None:
    """The newest copy that was made and read back."""
    return BackupRecord.objects.exclude(digest="").order_by("-at", "-pk").first()


def has_attempt_since(moment: datetime) -> bool:
    """Whether a copy was made or tried since then."""
    return BackupRecord.objects.filter(at__gte=moment).exists()


def recorded_version() -> str:
    """The version that the database was last brought to; empty before the first update by `otklik upgrade`."""
    newest = UpgradeRecord.objects.order_by("-at", "-pk").first()
    return newest.to_version if newest else ""
