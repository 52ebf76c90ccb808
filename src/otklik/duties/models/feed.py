"""The personal address at which a calendar program reads one's duties."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """One address a person. The secret of the address is not kept, only its digest: shown once, renewed at will."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.person_id)
