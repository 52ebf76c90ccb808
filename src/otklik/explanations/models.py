"""Articles, their versions and the reasons they explain."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class Article(catalog.OfAdministration):
    """An explanation for citizens or an instruction for staff. Порядок: murashi 4.1, livny 4."""

    class Reader(models.TextChoices):
        CITIZEN = "citizen", "разъяснение для заявителей"
        STAFF = "staff", "инструкция для сотрудников"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        PUBLISHED = "published", "опубликовано"
        WITHDRAWN = "withdrawn", "снято"

    reader = models.CharField(max_length=8, choices=Reader)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    #: Why the draft was begun: the quarter (key) whose figures showed the reason; null for one begun by itself.
    quarter = models.PositiveIntegerField(null=True)
    #: First publication: the effect is counted from here; for an instruction, the day it was put into force.
    published_on = models.DateField(null=True)
    #: What citizens read: the text as two persons let it out; the writer may be on further already.
    shown_title = models.CharField(max_length=200, blank=True)
    shown_text = models.TextField(blank=True)
    shown_version = models.PositiveIntegerField(null=True)
    shown_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reasons: "models.ManyToManyField[catalog.Reason, models.Model]" = models.ManyToManyField(
        catalog.Reason, related_name="+"
    )

    class Meta:
        ordering = ("title", "pk")
        indexes = (models.Index(fields=["administration", "state", "reader"], name="article_published"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Readers see it."""
        return self.state == self.State.PUBLISHED

    @property
    def has_newer_text(self) -> bool:
        """Citizens read an earlier version than the writer has by now."""
        return self.is_published and self.shown_version is not None and self.shown_version < self.version


class ArticleVersion(models.Model):
    """How an article read before a change."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["article", "number"], name="article_version"),)

    def __str__(self) -> str:
        return f"{self.article_id}: {self.number}"
