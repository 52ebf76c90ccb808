"""Tables of reception in person, by subject."""

from otklik.reception.models.schedule import Schedule, ScheduleDay
from otklik.reception.models.visit import Visit, VisitContact, VisitQuestion

__all__ = ["Schedule", "ScheduleDay", "Visit", "VisitContact", "VisitQuestion"]
