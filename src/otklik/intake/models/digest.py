"""The morning digest of a person: wanted or not, and the last day on which it was looked after."""

from django.conf import settings
from django.db import models


class Digest(models.Model):
    """One row a person; without a row the digest is on and was never sent."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    is_on = models.BooleanField(default=True)
    #: Local day of the administration; set also on a day when there was nothing to say.
    done_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.done_on}"
