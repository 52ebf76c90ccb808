"""Destruction of personal data: the act, its rows, and a person's request that may lie behind it."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models.item import FeedbackItem


class DestructionAct(catalog.OfAdministration):
    """An act of destruction from its draft to the paper («Акт об уничтожении персональных данных»)."""

    class Ground(models.TextChoices):
        RETENTION = "retention", "истёк срок хранения"
        REQUEST = "request", "обращение человека"

    class State(models.TextChoices):
        GATHERING = "gathering", "собирается"
        READY = "ready", "ждёт подтверждения"
        RUNNING = "running", "идёт уничтожение"
        DONE = "done", "исполнен"
        FAILED = "failed", "прервался"
        CANCELLED = "cancelled", "отменён"

    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    ground = models.CharField(max_length=9, choices=Ground)
    basis = models.CharField(max_length=500)
    state = models.CharField(max_length=9, choices=State, default=State.GATHERING)
    #: The rules as they stood: title, days, the day up to which, for those who read the act in three years.
    rules = models.JSONField(default=list)
    #: What the holders beside the items erased: title, kinds, count.
    others = models.JSONField(default=list)
    #: Who signs: name and position of each.
    commission = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "year", "sequence"], name="destruction_act_number"),
        )
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"УПД-{self.sequence}/{self.year}"


class DestructionRow(models.Model):
    """One item of an act: what identifies it on paper, and what was destroyed of it."""

    act = models.ForeignKey(DestructionAct, models.CASCADE, related_name="rows", db_index=False)
    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="destructions", db_index=False)
    rule = models.CharField(max_length=20)
    number = models.CharField(max_length=60)
    received_on = models.DateField()
    ended_on = models.DateField(null=True)
    #: Why the row is left out of the destruction («спор в суде»); empty for a row that goes.
    kept_reason = models.CharField(max_length=300, blank=True)
    kinds = models.CharField(max_length=300, blank=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["act", "item"], name="destruction_row_once"),)
        indexes = (models.Index(fields=["item", "destroyed_at"], name="destruction_by_item"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.number


class PersonRequest(catalog.OfAdministration):
    """A person asks what is held or withdraws the consent; who it was is forgotten when it is done by destruction."""

    class Kind(models.TextChoices):
        ACCESS = "access", "сообщить, какие данные хранятся"
        WITHDRAWAL = "withdrawal", "уничтожить данные (отзыв согласия)"

    kind = models.CharField(max_length=10, choices=Kind)
    received_on = models.DateField()
    due_on = models.DateField()
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=500, blank=True)
    #: Items that the coordinator confirmed to be this person's.
    item_ids = models.JSONField(default=list)
    act = models.ForeignKey(DestructionAct, models.SET_NULL, null=True, related_name="requests", db_index=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"запрос № {self.pk}"
