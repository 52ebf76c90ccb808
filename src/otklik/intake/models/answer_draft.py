"""An answer while it is being written, the checks that a person overrode, and outgoing numbers."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models.answer import Answer
from otklik.intake.models.item import FeedbackItem


class AnswerDraft(models.Model):
    """What one person has typed for one item: each has a draft of their own, so that nobody overwrites another."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: Grows with every change; a window that shows an older one may not write over a newer.
    version = models.PositiveIntegerField(default=1)
    #: The form's fields by name, as typed.
    words = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "user"], name="answer_draft_of_person"),)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.user_id}"


class AnswerOverride(models.Model):
    """A remark of the check that a person sent the answer in spite of, and why."""

    administration_id = models.BigIntegerField()
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="overrides")
    #: `core.answer_check.Rule`.
    rule = models.CharField(max_length=30)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["administration_id", "at"], name="override_by_administration"),)

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.rule}"


class OutgoingSequence(catalog.OfAdministration):
    """The last outgoing number given in a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "year"], name="outgoing_sequence"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
