"""The registered case («обращение»), its questions, steps and numbers."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.appeals import ItemKind, Outcome
from otklik.intake.models.item import FeedbackItem


class DueCount(models.Model):
    """How a last day was counted, kept once for all cases of a file that were counted alike; never changed.

    The key is a digest of the content (`bulk.lookups`), so that who reads a file knows it without asking.
    """

    key = models.BigIntegerField(primary_key=True)
    #: `core.deadlines.Deadline.as_json()`.
    told = models.JSONField()

    def __str__(self) -> str:
        return str(self.told.get("due_on", ""))


class Appeal(models.Model):
    """The registered case of an item, one to one."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="appeal", primary_key=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    #: `core.deadlines.Deadline.as_json()`: the day and the steps that led to it, with earlier days kept ...
    due_explanation = models.JSONField(default=dict)
    #: ... or, as long as it is as the file that it came with counted it, what it has in common with others.
    due_count = models.ForeignKey(DueCount, models.PROTECT, null=True, related_name="+", db_index=False)
    prolonged_on = models.DateField(null=True)
    prolongation_reason = models.CharField(max_length=500, blank=True)
    forwarded_to = models.CharField(max_length=300, blank=True)
    forwarded_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    #: When the author, not satisfied, brought the answered case back: its clock runs from then.
    returned_at = models.DateTimeField(null=True)
    author_count = models.PositiveIntegerField(default=1)
    repeat_of = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="repeats", db_index=False)

    class Meta:
        indexes = (
            models.Index(fields=["repeat_of"], condition=models.Q(repeat_of__isnull=False), name="appeal_repeats"),
        )

    def __str__(self) -> str:
        return str(self.item_id)

    @property
    def explained(self) -> dict[str, Any]:
        """How the last day was counted, wherever that is kept."""
        told: dict[str, Any] = self.due_count.told if self.due_count else self.due_explanation
        return told

    @property
    def due_at(self) -> datetime | None:
        """The local moment (without a zone) at which a term in hours of work ends; None for a term in days."""
        spans = self.due_explanation.get("spans")
        return datetime.fromisoformat(spans[-1][1]) if spans else None

    @property
    def is_collective(self) -> bool:
        """Signed by more than one author."""
        return self.author_count > 1


class AppealQuestion(models.Model):
    """One question of an appeal with its own topic, reason and outcome; topics count questions, not appeals.

    Administration, quarter and kind repeat the item's, so that a quarter's questions are a range of an index: a join of
    three quarters' items to their questions is what the monitoring's time would go into (made by `question_of`).
    """

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="questions", db_index=False)
    administration_id = models.BigIntegerField()
    quarter = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(e.value, e.label) for e in ItemKind])
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=1000, blank=True)
    topic = models.ForeignKey(catalog.Topic, models.SET_NULL, null=True, related_name="+", db_index=False)
    reason = models.ForeignKey(catalog.Reason, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: The unit that considers this question, where it is not the item's.
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=20, choices=[(e.value, e.label) for e in Outcome], default=Outcome.IN_WORK)
    measures_taken = models.BooleanField(default=False)
    forwarded_to = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "position"], name="question_position"),)
        indexes = (
            models.Index(fields=["item", "topic", "reason", "outcome"], name="question_monitoring"),
            # Narrow, so that the many equal entries of a quarter are kept as one: a sixth of the bytes to read.
            models.Index(fields=["administration_id", "quarter", "kind", "topic"], name="question_topics"),
            models.Index(
                fields=["administration_id", "quarter", "kind", "position", "reason"], name="question_reasons"
            ),
            models.Index(
                fields=["department", "item"],
                condition=models.Q(department__isnull=False),
                name="question_by_department",
            ),
        )
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text[:60]


def question_of(item: FeedbackItem, **facts: object) -> AppealQuestion:
    """A question of the item, not saved, with the item's administration, quarter and kind."""
    return AppealQuestion(
        item=item, administration_id=item.administration_id, quarter=item.quarter, kind=item.kind, **facts
    )


class CaseEvent(models.Model):
    """A step of the case, as the author may read it on the status page."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    move = models.CharField(max_length=20)
    text = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class NumberSequence(catalog.OfAdministration):
    """The last registration number given in a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "year"], name="number_sequence"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
