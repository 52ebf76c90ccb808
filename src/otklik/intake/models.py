"""What arrives («единица обратной связи»), its registered case («обращение»), questions, contacts, answers."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, Outcome, SenderKind, Verdict
from otklik.core.deadlines import LegalClass
from otklik.intake.querysets import FeedbackItemQuerySet


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

    categories: models.ManyToManyField[catalog.Category, "ItemCategory"] = models.ManyToManyField(
        catalog.Category, through="ItemCategory"
    )

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
                condition=models.Q(answered_on__isnull=True, due_on__isnull=False),
                name="item_waiting_due",
            ),
            models.Index(
                fields=["administration", "-received_at", "-id"],
                condition=models.Q(read_at__isnull=True),
                name="item_unread",
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
        return self.number or f"отзыв {self.pk}"

    @property
    def is_appeal(self) -> bool:
        """True for the four kinds of appeal."""
        return ItemKind(self.kind).is_appeal


class Appeal(models.Model):
    """The registered case of an item, one to one."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="appeal", primary_key=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    #: `core.deadlines.Deadline.as_json()`: the day and the steps that led to it, with earlier days kept.
    due_explanation = models.JSONField(default=dict)
    prolonged_on = models.DateField(null=True)
    prolongation_reason = models.CharField(max_length=500, blank=True)
    forwarded_to = models.CharField(max_length=300, blank=True)
    forwarded_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    author_count = models.PositiveIntegerField(default=1)
    repeat_of = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="repeats", db_index=False)

    class Meta:
        indexes = (
            models.Index(fields=["repeat_of"], condition=models.Q(repeat_of__isnull=False), name="appeal_repeats"),
        )

    def __str__(self) -> str:
        return str(self.item_id)

    @property
    def is_collective(self) -> bool:
        """Signed by more than one author."""
        return self.author_count > 1


class AppealQuestion(models.Model):
    """One question of an appeal with its own topic, reason and outcome; topics count questions, not appeals.

    Administration, quarter and kind repeat the item's, so that a quarter's questions are one index range: a join of
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
    outcome = models.CharField(max_length=20, choices=[(e.value, e.label) for e in Outcome], default=Outcome.IN_WORK)
    measures_taken = models.BooleanField(default=False)
    forwarded_to = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "position"], name="question_position"),)
        indexes = (
            models.Index(fields=["item", "topic", "reason", "outcome"], name="question_monitoring"),
            models.Index(
                fields=["administration_id", "quarter", "kind", "position", "topic", "reason", "item"],
                name="question_by_quarter",
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


class Contact(models.Model):
    """Who sent it: erasable without touching a count."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="contact", primary_key=True)
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=500, blank=True)
    organization = models.CharField(max_length=300, blank=True)
    inn = models.CharField(max_length=12, blank=True)
    #: Version of the separate consent document and when it was given (152-ФЗ); kept when the contact is erased.
    consent_version = models.CharField(max_length=40, blank=True)
    consent_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "стёрт" if self.erased_at else "контакт"


class ItemCategory(models.Model):
    """A category given to an item by a person («Порядок: murashi 5.11»)."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="item_categories", db_index=False)
    category = models.ForeignKey(catalog.Category, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "category"], name="item_category_once"),)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.category_id}"


class Attachment(models.Model):
    """A file of the sender or of the answer."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_answer = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.file_id}"


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


class Answer(models.Model):
    """What was said to the author: an interim or the final answer."""

    class Way(models.TextChoices):
        EMAIL = "email", "электронной почтой"
        LETTER = "letter", "письмом"
        ORAL = "oral", "устно"
        STATUS = "status", "на странице статуса"

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="answers")
    text = models.TextField()
    is_interim = models.BooleanField(default=False)
    way = models.CharField(max_length=8, choices=Way)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class AnswerTemplate(catalog.OfAdministration):
    """A ready answer: `{имя}`, `{номер}`, `{дата}`, `{срок}` are filled in."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "title")

    def __str__(self) -> str:
        return self.title


class NumberSequence(catalog.OfAdministration):
    """The last registration number given in a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "year"], name="number_sequence"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class ImportMapping(catalog.OfAdministration):
    """A mapping of a source's columns, remembered for the next file."""

    name = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    toml = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "name"], name="import_mapping_name"),)

    def __str__(self) -> str:
        return self.title


class ImportRun(catalog.OfAdministration):
    """One file taken in: how far it is, and what became of its rows."""

    class State(models.TextChoices):
        DRAFT = "draft", "ждёт сопоставления"
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "идёт"
        DONE = "done", "закончен"
        FAILED = "failed", "не удался"

    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    mapping_toml = models.TextField()
    channel = models.ForeignKey(catalog.Channel, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    row_count = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejected_file = models.CharField(max_length=300, blank=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name


class SavedView(catalog.OfAdministration):
    """A filter of the registry that a person keeps under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "title"], name="saved_view_title"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class TextBacklog(models.Model):
    """Ids of items that a mass import stored and the search by words does not know yet (`text_index.catch_up`)."""

    last_id = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"
