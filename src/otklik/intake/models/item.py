"""What arrives («единица обратной связи»), the categories given to it, and its backlog of words."""

from typing import Any

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, SenderKind, Verdict
from otklik.core.author_marks import Mark
from otklik.core.deadlines import LegalClass
from otklik.core.tone import Tone
from otklik.core.urgency import Urgency
from otklik.intake.querysets import OPEN, FeedbackItemQuerySet


class FeedbackItem(models.Model):
    """Anything said by a client through any channel: read, categorised, tied to a touchpoint, counted.

    Every dimension that the registry filters by and the monitoring counts by stands here, so that a figure
    and the list behind it come from the same rows (ADR 0008).
    """

    administration = models.ForeignKey(catalog.Administration, models.CASCADE, related_name="+", db_index=False)
    audience = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Audience])
    kind = models.CharField(max_length=10, choices=[(e.value, e.label) for e in ItemKind])
    status = models.CharField(max_length=12, choices=[(e.value, e.label) for e in ItemStatus])
    verdict = models.CharField(max_length=12, choices=[(e.value, e.label) for e in Verdict], default=Verdict.OPEN)
    channel = models.ForeignKey(catalog.Channel, models.PROTECT, related_name="+", db_index=False)
    legal_class = models.CharField(max_length=30, choices=[(e.value, e.label) for e in LegalClass])
    form = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Form])
    sender_kind = models.CharField(max_length=16, choices=[(e.value, e.label) for e in SenderKind])
    subject = models.SlugField(max_length=80, blank=True, db_index=False)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+", db_index=False)
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, related_name="+", db_index=False)
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)

    #: Given by the reader; null while nobody has, so that a table of a million rows got them without being rewritten.
    segment = models.ForeignKey(catalog.ClientSegment, models.SET_NULL, null=True, related_name="+", db_index=False)
    life_situation = models.ForeignKey(
        catalog.LifeSituation, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    urgency = models.CharField(max_length=9, choices=[(e.value, e.label) for e in Urgency], null=True)  # noqa: DJ001
    tone = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Tone], null=True)  # noqa: DJ001

    received_at = models.DateTimeField()
    #: Key of the local quarter of receipt (20253), so that a quarter is one index range.
    quarter = models.PositiveIntegerField()
    registered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    #: Whole local days from registration to the final answer; null while it waits.
    waiting_days = models.PositiveIntegerField(null=True)
    is_late = models.BooleanField(default=False)

    number = models.CharField(max_length=60, blank=True)
    #: Keyed digest of the secret code by which the author sees the status; empty where nobody was given one.
    tracking_digest = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    place = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: Digest of the source and its own number (or of the content): the same row imported twice is one item.
    source_key = models.UUIDField(null=True)
    source_number = models.CharField(max_length=100, blank=True)
    #: The heading that the source gave it: a hint for the reader, never a category of ours.
    source_category = models.CharField(max_length=200, blank=True)

    #: The author's last word on the answer (`core.author_marks.Mark`); the registry filters by it.
    author_mark = models.CharField(max_length=11, choices=[(e.value, e.label) for e in Mark], default="", db_default="")

    categories: models.ManyToManyField[catalog.Category, "ItemCategory"] = models.ManyToManyField(
        catalog.Category, through="ItemCategory"
    )

    #: Set on an object (never in the database) whose texts were masked for the person who reads: not to be saved.
    is_masked: bool = False
    #: What was known of the author before the masks (`core.personal_data.Known`), for other texts of the same page.
    masked_author: Any = None

    objects = FeedbackItemQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "source_key"], name="item_source"),
            models.UniqueConstraint(
                fields=["administration", "number"],
                condition=~models.Q(number=""),
                name="item_number",
                opclasses=["int8_ops", "varchar_pattern_ops"],  # one index for «is» and «begins with»
            ),
        )
        indexes = (
            models.Index(fields=["administration", "-received_at", "-id"], name="item_registry"),
            models.Index(fields=["administration", "status", "-received_at", "-id"], name="item_by_status"),
            models.Index(fields=["administration", "channel", "-received_at", "-id"], name="item_by_channel"),
            models.Index(fields=["administration", "department", "-received_at", "-id"], name="item_by_department"),
            models.Index(
                fields=["assignee", "-received_at", "-id"],
                condition=models.Q(assignee__isnull=False),
                name="item_by_assignee",
            ),
            models.Index(
                fields=["administration", "due_on", "id"],
                condition=models.Q(due_on__isnull=False, status__in=OPEN),
                name="item_waiting_due",
            ),
            models.Index(
                fields=["administration", "-received_at", "-id"],
                condition=models.Q(assignee__isnull=True, status__in=OPEN),
                name="item_open_nobody",
            ),
            models.Index(
                fields=["assignee", "due_on"],
                condition=models.Q(assignee__isnull=False, status__in=OPEN),
                name="item_open_assignee",
            ),
            models.Index(
                fields=["administration", "-received_at", "-id"],
                condition=models.Q(read_at__isnull=True),
                name="item_unread",
            ),
            models.Index(
                fields=["administration", "-received_at", "-id"],
                condition=models.Q(audience=Audience.INTERNAL.value),
                name="item_internal",
            ),
            models.Index(
                fields=["administration", "author_mark", "-received_at", "-id"],
                condition=~models.Q(author_mark=""),
                name="item_by_author_mark",
            ),
            models.Index(
                fields=[
                    "administration",
                    "quarter",
                    "kind",
                    "audience",
                    "channel",
                    "verdict",
                    "waiting_days",
                    "is_late",
                ],
                name="item_monitoring",
            ),
        )

    def __str__(self) -> str:
        return self.number or f"сообщение № {self.pk}"

    @property
    def is_appeal(self) -> bool:
        """True for the four kinds of appeal."""
        return ItemKind(self.kind).is_appeal


class ItemCategory(models.Model):
    """A category given to an item by a person («Порядок: murashi 5.11»)."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="item_categories", db_index=False)
    category = models.ForeignKey(catalog.Category, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "category"], name="item_category_once"),)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.category_id}"


class TextBacklog(models.Model):
    """Ids of items that a mass import stored and the search by words does not know yet (`text_index.catch_up`)."""

    last_id = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"
