"""An administration's own Word files as forms of its reports."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog


class OwnTemplate(catalog.OfAdministration):
    """A checked Word file with fields, a version of the form of one report. The chosen one is what DOCX is made by."""

    #: Slug of the report (`reporting.reports`).
    report = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    #: Names of the fields that the file uses.
    fields = models.JSONField(default=list)
    is_chosen = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_by_name = models.CharField(max_length=200)
    #: Taken out of use; papers that were made by it can be made again.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("report", "-version")
        constraints = (
            models.UniqueConstraint(fields=["administration", "report", "version"], name="own_template_version"),
            models.UniqueConstraint(
                fields=["administration", "report"], condition=models.Q(is_chosen=True), name="own_template_chosen_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, версия {self.version}"
