"""Who read what and when: readings with their marks, second readings, and who has an item open."""

from django.conf import settings
from django.db import models

from otklik.intake.models.codebook import CodebookVersion
from otklik.intake.models.item import FeedbackItem


class Reading(models.Model):
    """One person's reading of one item. Rows are added, and marked when undone; the marks never change."""

    class Stage(models.TextChoices):
        FIRST = "first", "чтение"
        SECOND = "second", "второе чтение"
        SETTLED = "settled", "решение по расхождению"

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="readings", db_index=False)
    administration_id = models.BigIntegerField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.FIRST)
    #: The codebook in force at that moment; null while the administration has none.
    codebook = models.ForeignKey(CodebookVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    #: `intake.marks.Marks.as_json()`.
    marks = models.JSONField()
    #: The same for all items that were read by one confirmation.
    batch = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["item", "-id"], name="reading_by_item"),
            models.Index(fields=["administration_id", "-at", "-id"], name="reading_log"),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="reading_batch"),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.get_stage_display()}"


class SecondReading(models.Model):
    """An item that the random choice sends to a second reader, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт второго чтения"
        AGREED = "agreed", "совпало"
        DIFFERS = "differs", "расхождение"
        SETTLED = "settled", "расхождение снято"

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="second_reading", primary_key=True)
    administration_id = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    first = models.ForeignKey(Reading, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Reading, models.CASCADE, null=True, related_name="+", db_index=False)
    settled = models.ForeignKey(Reading, models.CASCADE, null=True, related_name="+", db_index=False)
    #: Key of the local quarter of the second reading.
    quarter = models.PositiveIntegerField(null=True)
    is_by_agreement = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=["administration_id", "state", "item"], name="second_reading_state"),
            models.Index(
                fields=["administration_id", "quarter"],
                condition=models.Q(quarter__isnull=False),
                name="second_reading_quarter",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.get_state_display()}"


class ReadingClaim(models.Model):
    """Somebody has the item open, so that the queue gives others the next one; it lapses by itself."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="reading_claim", primary_key=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id}: {self.reader_id}"
