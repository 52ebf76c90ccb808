"""The outbox: what must leave, until it has left."""

from django.db import models


class OutgoingMessage(models.Model):
    """A letter to send; written in the transaction of the answer, sent by the worker, retried with growing pauses."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт отправки"
        SENT = "sent", "отправлено"
        FAILED = "failed", "не отправлено"

    administration_id = models.BigIntegerField()
    target = models.CharField(max_length=80, db_index=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    #: The text holds a secret: it is kept enciphered while it waits, and erased when it has left or failed for good.
    is_secret = models.BooleanField(default=False, db_default=False)
    file_ids = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="outbox_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.subject} → {self.state}"
