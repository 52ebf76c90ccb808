"""Closed periods; what was learned from decisions; texts sent in numbers."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import Administration, OfAdministration


class PeriodEdition(OfAdministration):
    """One frozen edition of a quarter's monitoring («редакция 2» stands beside the first, never over it)."""

    quarter = models.PositiveIntegerField()
    edition = models.PositiveSmallIntegerField()
    procedure_revision = models.CharField(max_length=60)
    #: The monitoring's values as plain data, exactly what the digest is taken from.
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: The name as it was, should the account go.
    closed_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "quarter", "edition"], name="period_edition_once"),
        )
        ordering = ("-quarter", "-edition")

    def __str__(self) -> str:
        return f"{self.quarter} редакция {self.edition}"


class TextLabel(models.TextChoices):
    """What the program suggests of a text, each learned by a model of its own."""

    KIND = "kind", "Вид"
    CATEGORY = "category", "Категория"
    TOUCHPOINT = "touchpoint", "Точка взаимодействия"
    PROCESS = "process", "Процесс"
    TOPIC = "topic", "Тема"
    DEPARTMENT = "department", "Подразделение"
    TONE = "tone", "Тон"


class LearnedModel(OfAdministration):
    """A model of one label as it was trained and tested on decisions kept aside; at most one of a label is in force."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", "в силе"
        FORMER = "former", "заменена"
        REJECTED = "rejected", "не лучше действующей"

    label = models.CharField(max_length=12, choices=TextLabel)
    state = models.CharField(max_length=8, choices=State)
    trained_at = models.DateTimeField()
    #: When the state became what it is.
    since = models.DateTimeField()
    #: Decisions that there were, those kept aside for the test among them.
    decision_count = models.PositiveIntegerField()
    held_out_count = models.PositiveIntegerField()
    value_count = models.PositiveIntegerField()
    #: `core.suggestion_quality.Tally.as_json()` on the decisions kept aside; of the model before it on the same ones.
    quality = models.JSONField()
    former_quality = models.JSONField(null=True)
    #: Confidence from which it speaks; null: nothing proves that it may.
    threshold = models.FloatField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "label"], condition=models.Q(state="in_force"), name="learned_model_in_force"
            ),
        )
        ordering = ("label", "-pk")

    def __str__(self) -> str:
        return f"{self.get_label_display()}, {self.get_state_display()}"


class LearnedWeights(models.Model):
    """The bytes of a model in force (`core.text_model.TextModel.to_bytes`); those of others are not kept."""

    model = models.OneToOneField(LearnedModel, models.CASCADE, related_name="weights", primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.model_id}"


class TextLearning(models.Model):
    """How far the learning of one administration is: the run at hand or the last one, and what was counted up to."""

    class State(models.TextChoices):
        IDLE = "idle", "не идёт"
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "идёт"
        FAILED = "failed", "прервалось"

    administration = models.OneToOneField(Administration, models.CASCADE, related_name="+", primary_key=True)
    state = models.CharField(max_length=8, choices=State, default=State.IDLE)
    #: Labels done and all of them, and what is being done, in words.
    done_count = models.PositiveSmallIntegerField(default=0)
    told = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    trained_at = models.DateTimeField(null=True)
    #: The last reading that stands in `SuggestionWeek`.
    counted_reading_id = models.BigIntegerField(default=0)
    mass_texts_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.administration_id}: {self.get_state_display()}"


class SuggestionWeek(OfAdministration):
    """What people decided against what was suggested in one week: counts, and nothing of who decided."""

    label = models.CharField(max_length=12, choices=TextLabel)
    #: Monday.
    week = models.DateField()
    #: `core.suggestion_quality.Tally.as_json()`.
    tally = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "label", "week"], name="suggestion_week_once"),
        )
        ordering = ("-week", "label")

    def __str__(self) -> str:
        return f"{self.label} {self.week}"


class MassText(OfAdministration):
    """A text that came many times, word for word or nearly, over all channels; found anew every day."""

    item_count = models.PositiveIntegerField()
    #: Ids, oldest first, as many as are kept.
    item_ids = models.JSONField()
    #: Slug of a channel -> messages.
    channel_counts = models.JSONField()
    first_on = models.DateField()
    last_on = models.DateField()
    #: Numbers of houses, routes, flats that the texts name: another number is another matter.
    number_sets = models.PositiveIntegerField()
    #: All say the same words in the same order.
    is_equal = models.BooleanField()
    #: Words by which the registry finds them.
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ("-item_count", "-last_on", "pk")

    def __str__(self) -> str:
        return f"{self.item_count}: {self.words}"
