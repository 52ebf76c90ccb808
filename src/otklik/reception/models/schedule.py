"""Who receives, where and when, and the dates that differ."""

from datetime import date, time

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.reception import SpecialDay, Timetable


class Schedule(catalog.OfAdministration):
    """The hours of one person who receives («график личного приёма»)."""

    #: Who receives has an account or not: the head of an administration may have none.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Where a written appeal of the visit goes.
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=300)
    about = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300)
    weekdays = models.JSONField(default=list)
    weeks = models.JSONField(default=list)
    dates = models.JSONField(default=list)
    starts = models.TimeField()
    ends = models.TimeField()
    visit_minutes = models.PositiveSmallIntegerField()
    breaks = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    #: How many days ahead the site offers, and how many working days before the visit it stops.
    ahead_days = models.PositiveSmallIntegerField(default=30)
    notice_days = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.position} {self.name}".strip()

    @property
    def timetable(self) -> Timetable:
        """The rule of the slots, with the special days (prefetched as `days`)."""
        return Timetable(
            starts=self.starts,
            ends=self.ends,
            visit_minutes=self.visit_minutes,
            weekdays=frozenset(self.weekdays),
            weeks=frozenset(self.weeks),
            dates=frozenset(date.fromisoformat(text) for text in self.dates),
            breaks=tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in self.breaks),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            special={day.on: day.special for day in self.days.all()},
        )


class ScheduleDay(models.Model):
    """A date that differs: closed, or other hours."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="days")
    on = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["schedule", "on"], name="reception_day"),)
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on}"

    @property
    def special(self) -> SpecialDay:
        """The day for the rule of the slots."""
        return SpecialDay((self.starts, self.ends) if self.starts and self.ends else None, self.note)
