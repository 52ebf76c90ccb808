"""Answers, and the ready texts for them."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.core.appeals import ItemKind, Outcome
from otklik.intake.models.item import FeedbackItem


class Answer(models.Model):
    """What was said to the author: an interim or the final answer."""

    class Way(models.TextChoices):
        EMAIL = "email", "электронной почтой"
        LETTER = "letter", "письмом"
        ORAL = "oral", "устно"
        STATUS = "status", "на странице статуса"
        CHANNEL = "channel", "тем же каналом"

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="answers")
    text = models.TextField()
    is_interim = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    #: Outgoing registration number; empty for what was said aloud or imported.
    number = models.CharField(max_length=60, default="", db_default="")
    #: Made with the page of the answer: the same click twice is one answer.
    token = models.CharField(max_length=32, default="", db_default="")
    #: The letterhead, signer and executor as they stood that day (`core.letter`), so that the letter stays the same.
    letter_facts = models.JSONField(default=dict, db_default={})
    #: The copy that left, and its digest, which stays when the copy must be erased.
    copy = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    copy_digest = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "token"], condition=~models.Q(token=""), name="answer_once"),
        )
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class AnswerTemplate(catalog.OfAdministration):
    """A ready answer with fields like `{имя}`; offered first where its topic, kind and result fit the case."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    #: Beginning of a topic's code; empty for any topic.
    topic_code = models.CharField(max_length=24, blank=True, default="", db_default="")
    kind = models.CharField(
        max_length=10, choices=[(e.value, e.label) for e in ItemKind], blank=True, default="", db_default=""
    )
    outcome = models.CharField(
        max_length=20, choices=[(e.value, e.label) for e in Outcome], blank=True, default="", db_default=""
    )
    is_interim = models.BooleanField(default=False, db_default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "title")

    def __str__(self) -> str:
        return self.title
