"""Tables of the calendar of duties."""

from otklik.duties.models.feed import CalendarFeed
from otklik.duties.models.mark import DutyMark
from otklik.duties.models.reminder import ReminderSent
from otklik.duties.models.task import OwnTask

__all__ = ["CalendarFeed", "DutyMark", "OwnTask", "ReminderSent"]
