"""The first run of an installation: how far it has come."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import Administration


class FirstRun(models.Model):
    """The one row of it. Until there is a person, whoever knows the one-time code goes on; then that person alone."""

    code_digest = models.CharField(max_length=64, blank=True)
    code_made_at = models.DateTimeField(null=True)
    administration = models.ForeignKey(Administration, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Slugs of steps that were done or passed over where the state itself does not tell.
    passed = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "первый запуск"
