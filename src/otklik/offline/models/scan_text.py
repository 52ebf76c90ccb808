"""What was read from a scan: a suggestion, never the letter itself."""

from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.offline.enums import TextState


class ScanText(catalog.OfAdministration):
    """The text of one file by its digest, so that the same scan is read once."""

    digest = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=TextState, default=TextState.WAITING)
    stage = models.CharField(max_length=300, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    #: Lines of words: [[["улица", 96], ["Ленnна", 41]], …]; how sure the reader was, in per cent.
    lines = models.JSONField(default=list)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "digest"], name="scan_text_once"),)
        indexes = (models.Index(fields=["created_at"], name="scan_text_by_age"),)

    def __str__(self) -> str:
        return self.digest[:12]
