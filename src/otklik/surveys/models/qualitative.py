"""Sources that are listened to, not counted out: interviews, focus groups, expert assessments, open answers."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.core.appeals import Audience
from otklik.surveys.models.survey import Survey


class QualitativeSource(catalog.OfAdministration):
    """One interview, focus group, expert assessment or set of open answers, with the consent of who spoke.

    Порядок: livny 3, biysk 3.
    """

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "глубинное интервью"
        GROUP = "group", "фокус-группа"
        EXPERT = "expert", "экспертная оценка"
        OPEN = "open", "ответы своими словами"

    class Consent(models.TextChoices):
        NAMED = "named", "дано, имя можно указать"
        UNNAMED = "unnamed", "дано, без имени"
        NOT_ASKED = "not_asked", "не требуется: личных сведений нет"

    kind = models.CharField(max_length=9, choices=Kind)
    title = models.CharField(max_length=300)
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    held_on = models.DateField()
    #: Who spoke, by role: «предприниматель, розничная торговля». Never a name.
    speakers = models.CharField(max_length=500)
    speaker_count = models.PositiveSmallIntegerField(default=1)
    #: The name, only where the consent allows it; erasable.
    speaker_name = models.CharField(max_length=300, blank=True)
    consent = models.CharField(max_length=9, choices=Consent)
    consent_version = models.CharField(max_length=40, blank=True)
    consent_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    guide = models.TextField(blank=True)
    text = models.TextField(blank=True)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, related_name="+")
    segment = models.ForeignKey(catalog.ClientSegment, models.SET_NULL, null=True, related_name="+")
    survey = models.ForeignKey(Survey, models.SET_NULL, null=True, related_name="qualitative_sources")
    files: models.ManyToManyField[StoredFile, models.Model] = models.ManyToManyField(StoredFile, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["administration", "-held_on", "-id"], name="qualitative_newest"),)

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A passage of a source that says one thing; `item_id` once it is read among all other feedback."""

    source = models.ForeignKey(QualitativeSource, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    text = models.TextField()
    item_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "position"], name="passage_position"),)
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.source_id}: {self.position}"


class PassageCoding(models.Model):
    """The categories that one coder gave to a passage, by the codebook then in force."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="codings")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    codebook_number = models.PositiveSmallIntegerField(null=True)
    categories: models.ManyToManyField[catalog.Category, models.Model] = models.ManyToManyField(
        catalog.Category, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["passage", "coder"], name="passage_coding_once"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.passage_id}: {self.coder_id}"
