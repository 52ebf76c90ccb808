"""People of the staff, and the acts that appoint them."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models

from otklik.accounts.enums import Role
from otklik.catalog.models import Administration, Department


class User(AbstractUser):
    """A person of the staff of one administration."""

    administration = models.ForeignKey(Administration, models.CASCADE, null=True, related_name="staff")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="staff")
    full_name = models.CharField(max_length=200)
    position = models.CharField(max_length=300, blank=True)
    #: The administrator gave the password; the person must set one of their own before anything else.
    password_is_temporary = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.full_name or self.username


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Filters by the day an appointment is in force."""

    def in_force(self, on: date) -> "AppointmentQuerySet":
        """Begun by the day and not ended before it."""
        return self.filter(valid_from__lte=on).exclude(valid_to__lt=on)


class Appointment(models.Model):
    """A role given to a person by an act, from a date to a date («Порядок: murashi 5.9, livny 3»)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role)
    act_title = models.CharField(max_length=200)
    act_number = models.CharField(max_length=60, blank=True)
    act_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "role", "valid_from"], name="appointment_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
