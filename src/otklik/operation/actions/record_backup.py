"""Remember what became of a copy or an update."""

from pathlib import Path

from otklik.operation.models import BackupRecord, UpgradeRecord

_LONGEST_PROBLEM = 500


def record_backup(
    *, path: Path | str, size_bytes: int, digest: str, took_seconds: float, problem: str = ""
) -> BackupRecord:
    """One attempt: `digest` is empty when no copy was made, then `problem` says why."""
    return BackupRecord.objects.create(
        path=str(path),
        size_bytes=size_bytes,
        digest=digest,
        took_seconds=took_seconds,
        problem=problem[:_LONGEST_PROBLEM],
    )


def record_upgrade(
    *, from_version: str, to_version: str, migration_count: int, took_seconds: float, backup_path: Path | str
) -> UpgradeRecord:
    """The database was brought to a version of the program."""
    return UpgradeRecord.objects.create(
        from_version=from_version,
        to_version=to_version,
        migration_count=migration_count,
        took_seconds=took_seconds,
        backup_path=str(backup_path),
    )
