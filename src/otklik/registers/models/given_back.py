"""Files of states and answers made for another system."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.registers.models.source import RegisterSource


class RegisterExport(catalog.OfAdministration):
    """One file that was made: of which source or profile, of what period, how many rows, for whom."""

    class Way(models.TextChoices):
        DOWNLOAD = "download", "скачан"
        SENT = "sent", "отправлен"
        FAILED = "failed", "не отправлен"

    source = models.ForeignKey(RegisterSource, models.SET_NULL, null=True, related_name="exports")
    #: A profile of exporters (`sstu`, `master`), or empty where it is the layout of a source.
    profile = models.CharField(max_length=20, blank=True)
    #: Changes of this time stand in it.
    since = models.DateTimeField()
    until = models.DateTimeField()
    #: From where the next file of the source looks: all that happened before has left. Empty for days chosen by hand.
    goes_on_from = models.DateTimeField(null=True)
    #: What happened after it and has left all the same: ids by `steps` and `answers`.
    told_after = models.JSONField(null=True)
    row_count = models.PositiveIntegerField(default=0)
    has_personal_data = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way, default=Way.DOWNLOAD)
    file_name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    message = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name
