"""Answers, and the ready texts for them."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models.item import FeedbackItem


class Answer(models.Model):
    """What was said to the author: an interim or the final answer."""

    class Way(models.TextChoices):
        EMAIL = "email", "электронной почтой"
        LETTER = "letter", "письмом"
        ORAL = "oral", "устно"
        STATUS = "status", "на странице статуса"

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="answers")
    text = models.TextField()
    is_interim = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class AnswerTemplate(catalog.OfAdministration):
    """A ready answer: `{имя}`, `{номер}`, `{дата}`, `{срок}` are filled in."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "title")

    def __str__(self) -> str:
        return self.title
