"""Files of other systems: remembered mappings and what became of each file."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog


class ImportMapping(catalog.OfAdministration):
    """A mapping of a source's columns, remembered for the next file."""

    name = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    toml = models.TextField()
    #: Digest of the columns of the file that it was made for (`mappings.columns_key`): the next one is recognised.
    columns_key = models.CharField(max_length=64, default="", db_default="")
    #: How that file was laid out (`importers.layout.Layout`), so that states go back in the same form.
    layout = models.JSONField(default=dict, db_default={})

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "name"], name="import_mapping_name"),)

    def __str__(self) -> str:
        return self.title


class ImportRun(catalog.OfAdministration):
    """One file taken in: how far it is, and what became of its rows."""

    class State(models.TextChoices):
        DRAFT = "draft", "ждёт сопоставления"
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "идёт"
        DONE = "done", "закончен"
        FAILED = "failed", "не удался"

    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    mapping_toml = models.TextField()
    channel = models.ForeignKey(catalog.Channel, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    #: When its worker last wrote: a run that has been silent for long has lost its worker.
    touched_at = models.DateTimeField(null=True)
    row_count = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    #: Of the known ones: whose state in the outside register has changed.
    changed = models.PositiveIntegerField(default=0, db_default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejected_file = models.CharField(max_length=300, blank=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name
