"""A place where another system puts its register, and the files found there."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models import ImportRun


class RegisterSource(catalog.OfAdministration):
    """A folder of this server or of an SFTP server that is looked into by the clock."""

    class Place(models.TextChoices):
        FOLDER = "folder", "папка этого сервера"
        SFTP = "sftp", "сервер SFTP"

    class Every(models.IntegerChoices):
        QUARTER_HOUR = 15, "каждые 15 минут"
        HOUR = 60, "каждый час"
        DAY = 1440, "раз в сутки"

    class SendsBack(models.TextChoices):
        NEVER = "", "не отправлять"
        CSV = "csv", "CSV, как в источнике"
        XLSX = "xlsx", "XLSX"

    title = models.CharField(max_length=200)
    place = models.CharField(max_length=8, choices=Place, default=Place.FOLDER)
    #: `places.settings.PlaceSettings` as JSON, enciphered as a whole: it may hold a password or a key.
    sealed_settings = models.TextField()
    #: As in a shell: «*.csv».
    pattern = models.CharField(max_length=100, default="*")
    mapping_name = models.CharField(max_length=80)
    channel = models.ForeignKey(catalog.Channel, models.PROTECT, related_name="+")
    #: How its latest file was laid out (`importers.layout.Layout`): states go back in the same form.
    layout = models.JSONField(default=dict)
    every_minutes = models.PositiveIntegerField(choices=Every, default=Every.HOUR)
    #: The local time of a daily look.
    at = models.TimeField(null=True)
    sends_back = models.CharField(max_length=4, choices=SendsBack, default=SendsBack.NEVER, blank=True)
    is_active = models.BooleanField(default=True)
    #: Who answers for it: runs are counted as this person's.
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    #: A pass that goes on now; it is given up when it has been silent for long.
    busy_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    failure_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class SourceFile(models.Model):
    """A file found in a source: known by its digest, so that it is taken in once, whatever its name."""

    class State(models.TextChoices):
        FOUND = "found", "найден"
        ACCEPTED = "accepted", "принят"
        WITH_ERRORS = "with_errors", "с ошибками"
        REPEATED = "repeated", "уже был"

    source = models.ForeignKey(RegisterSource, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    found_at = models.DateTimeField()
    run = models.OneToOneField(ImportRun, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=11, choices=State, default=State.FOUND)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "digest"], name="source_file_once"),)
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
