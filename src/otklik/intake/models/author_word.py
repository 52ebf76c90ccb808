"""What the author says after the message: a mark for the answer, an addition, a withdrawal."""

from django.db import models

from otklik.core.author_marks import Mark
from otklik.intake.models.answer import Answer
from otklik.intake.models.item import FeedbackItem


class AnswerMark(models.Model):
    """«Доволен» or «не доволен» of one answer: given once, with what followed from it."""

    class Result(models.TextChoices):
        NOTED = "noted", "учтено"
        REOPENED = "reopened", "возвращено в работу"
        REPEAT = "repeat", "зарегистрировано повторное обращение"

    administration_id = models.BigIntegerField()
    answer = models.OneToOneField(Answer, models.CASCADE, related_name="mark")
    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=11, choices=[(e.value, e.label) for e in Mark])
    comment = models.TextField(blank=True)
    result = models.CharField(max_length=8, choices=Result, default=Result.NOTED)
    repeat = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["administration_id", "at"], name="mark_by_administration"),)

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.mark}"


class AuthorAddition(models.Model):
    """What the author adds to a message while it is open; its files are attachments that name it."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="additions")
    text = models.TextField(blank=True)
    #: Made with the form: the same click twice is one addition.
    token = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "token"], name="addition_once"),)
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
