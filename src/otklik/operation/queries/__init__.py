"""What is asked of the node."""

from otklik.operation.queries.backups import last_backup

__all__ = ["last_backup"]
