"""What the node remembers of itself."""

from otklik.operation.models.backup import BackupRecord, UpgradeRecord
from otklik.operation.models.cleaning import CleaningAct
from otklik.operation.models.first_run import FirstRun
from otklik.operation.models.mail import MailSettings
from otklik.operation.models.running import Node, Observation, RunningPart
from otklik.operation.models.trouble import Trouble

__all__ = [
    "BackupRecord",
    "CleaningAct",
    "FirstRun",
    "MailSettings",
    "Node",
    "Observation",
    "RunningPart",
    "Trouble",
    "UpgradeRecord",
]
