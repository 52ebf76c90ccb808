"""That a duty was done outside the system: the document, its day, and who says so."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog


class DutyMark(catalog.OfAdministration):
    """A duty of one period ticked off with a document. Withdrawn, it stays in the list and counts no more."""

    #: Slug of the profile's duty, and the first and last day of its period.
    duty = models.SlugField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    #: The unit whose duty it was; null: the administration's.
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    done_on = models.DateField()
    #: «Докладная записка № 14 от 02.10.2025»: what stands for it.
    document = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-marked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "duty", "starts_on", "ends_on"],
                condition=models.Q(department__isnull=True, withdrawn_at__isnull=True),
                name="duty_mark_of_all",
            ),
            models.UniqueConstraint(
                fields=["administration", "duty", "starts_on", "ends_on", "department"],
                condition=models.Q(department__isnull=False, withdrawn_at__isnull=True),
                name="duty_mark_of_unit",
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty}: {self.document}"
