"""A task of the administration's own beside the decree's duties."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class OwnTask(catalog.OfAdministration):
    """What the coordinator asks of a person until a day: «Собрать замечания к анкете»."""

    title = models.CharField(max_length=300)
    details = models.CharField(max_length=2000, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: What came of it.
    result = models.CharField(max_length=1000, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["administration", "due_on"], name="own_task_by_day"),)

    def __str__(self) -> str:
        return self.title
