"""Who looked at originals: one row a look at a contact, an unmasked text or a file."""

from django.conf import settings
from django.db import models

from otklik.intake.models.item import FeedbackItem


class OriginalLook(models.Model):
    """A person of the staff saw what stands unmasked: who, at what, when, why. Rows are only ever added."""

    class Place(models.TextChoices):
        CARD = "card", "карточка"
        READING = "reading", "чтение"
        ANSWER = "answer", "подготовка ответа"
        LETTER = "letter", "письмо"
        FILE = "file", "вложение"
        REVEALED = "revealed", "оригинал открыт с указанием причины"
        REQUEST = "request", "запрос человека о его данных"
        EXPORT = "export", "выписка для человека"
        API = "api", "передано другой системе"

    administration_id = models.BigIntegerField()
    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="looks", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    person_name = models.CharField(max_length=200)
    place = models.CharField(max_length=8, choices=Place)
    reason = models.CharField(max_length=300, blank=True)
    #: Number of the quarter of an hour since 1970: looks at one place within it are one look, whoever reloads the page.
    occasion = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "user", "place", "occasion"], name="look_once"),)
        indexes = (
            models.Index(fields=["administration_id", "-id"], name="look_by_administration"),
            models.Index(fields=["user", "-id"], name="look_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.person_name}: {self.get_place_display()}"
