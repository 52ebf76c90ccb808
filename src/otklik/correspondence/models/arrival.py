"""What came by a connection, kept before anything is made of it."""

from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog.models import OfAdministration
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem


class InboundMessage(OfAdministration):
    """One arrival, exactly as it came; stored durably before the source is told that it was taken.

    The key is unique within the connection, so that a repetition is one row. What it became is written in the
    transaction that makes it: either both stand or none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт разбора"
        TAKEN = "taken", "принято"
        PASSED_OVER = "passed_over", "пропущено"
        DEAD = "dead", "не разобрано"

    connection = models.ForeignKey(ChannelConnection, models.PROTECT, related_name="arrivals")
    key = models.CharField(max_length=200)
    #: A small body stands here, a letter with its files in `file`; both go when the retention term ends.
    body = models.BinaryField(default=bytes)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True)
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=11, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)
    #: What it became, in Russian: «обращение», «дополнение», «автоответ», «шаг диалога».
    became = models.CharField(max_length=300, blank=True)
    item = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="arrivals")
    #: Its words are erased: the term ended, or the talk that it was a step of is kept elsewhere.
    is_forgotten = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["connection", "key"], name="arrival_key"),)
        indexes = (
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="arrival_waiting"),
            models.Index(fields=["connection", "-id"], name="arrival_newest"),
            models.Index(fields=["administration", "-id"], condition=models.Q(state="dead"), name="arrival_dead"),
            models.Index(
                fields=["administration", "created_at"], condition=models.Q(is_forgotten=False), name="arrival_kept"
            ),
        )

    def __str__(self) -> str:
        return f"{self.connection_id}: {self.key}"
