"""Results of outside survey services: how their files are understood, and which were taken in."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.surveys.models.survey import Survey


class AnswerMapping(catalog.OfAdministration):
    """How a source's file of answers is read (`importers.answer_mapping.AnswerMapping` as JSON), kept for the next."""

    name = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    content = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "name"], name="answer_mapping_name"),)
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class OutsideFile(catalog.OfAdministration):
    """A file of answers: kept until it is understood, then its digest and counts. Порядок: murashi 5.7."""

    class State(models.TextChoices):
        DRAFT = "draft", "ждёт сопоставления"
        DONE = "done", "загружен"

    #: Gone (null) once the answers are taken in: the raw file knows more of people than the survey needs.
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    #: SHA-256 of the file: the same file is not taken in twice.
    digest = models.CharField(max_length=64)
    survey = models.ForeignKey(Survey, models.CASCADE, null=True, related_name="outside_files")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    row_count = models.PositiveIntegerField(default=0)
    response_count = models.PositiveIntegerField(default=0)
    #: {reason in words: rows left out}.
    left_out = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "digest"], condition=models.Q(state="done"), name="outside_file_once"
            ),
        )
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name
