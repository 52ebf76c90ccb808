"""What the register of another system says of an item now, beside what our people do with it."""

from django.db import models

from otklik.core.appeals import Outcome
from otklik.intake.models.item import FeedbackItem


class OuterState(models.Model):
    """The state of a case in the register that it came from, as its latest file told it.

    The row stands for every item of which a later file said something else than the first. What the register says is
    always written here; it reaches the case itself only while nobody of ours has worked on it (`outer_rules`).
    """

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="outer_state", primary_key=True)
    #: The register's own word for its status, as it stands in the file.
    word = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, choices=[(e.value, e.label) for e in Outcome], blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    department = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    #: The case says the same because the register said so; false where our people's work was left alone.
    is_applied = models.BooleanField(default=False)
    #: Steps before this one, oldest first: {"at", "word", "answered"}; the answers' texts are not kept.
    past = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["changed_at"], name="outer_changed"),)

    def __str__(self) -> str:
        return self.word or self.get_outcome_display()
