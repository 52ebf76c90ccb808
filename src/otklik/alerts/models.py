"""What must be seen at once: lists of watched words, alerts, who saw them, by which ways they reach people."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import Department, OfAdministration
from otklik.core.appeals import Audience
from otklik.intake.models import FeedbackItem

if TYPE_CHECKING:
    from typing import Self

#: Who sees every alert of the administration, whoever has the item.
SEE_EVERY_ALERT = (Role.COORDINATOR, Role.HEAD, Role.REGISTRAR, Role.CONTROLLER, Role.ADMINISTRATOR)


class Level(models.TextChoices):
    """How soon an alert must be seen."""

    DANGER = "danger", "опасность"
    ATTENTION = "attention", "внимание"


class WatchList(OfAdministration):
    """A list of watched words: a shipped one as the administration changed it, or one of its own."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=9, choices=Level)
    #: Phrases of `core.phrases`, one a line.
    phrases = models.TextField()
    #: Months in which the list acts; empty for the whole year.
    months = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="watch_list_slug"),)
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class AlertQuerySet(models.QuerySet["Alert"]):
    """Filters of alerts; every list starts with `visible_to`."""

    def visible_to(self, actor: Actor) -> "Self":
        """The coordinator, the registrar and the head see all, others what is at their desk or unit."""
        own = self.filter(administration_id=actor.administration_id)
        if actor.kind == "system":
            return own
        if not actor.roles:
            return own.none()
        if not actor.has(Role.INTERNAL_OFFICER):
            own = own.filter(audience=Audience.EXTERNAL)
        elif not actor.has(*SEE_EVERY_ALERT, Role.SPECIALIST, Role.ORGANIZER):
            return own.filter(audience=Audience.INTERNAL)
        return own if actor.has(*SEE_EVERY_ALERT) else own.filter(self._at_desk(actor))

    def _at_desk(self, actor: Actor) -> Q:
        mine = Q(item__assignee_id=actor.user_id) | Q(department__head_id=actor.user_id)
        mine |= Q(item__department__head_id=actor.user_id)
        if actor.department_id is not None:
            mine |= Q(item__department_id=actor.department_id, item__assignee__isnull=True)
            mine |= Q(item__isnull=True, department_id=actor.department_id)
        if actor.has(Role.INTERNAL_OFFICER):
            mine |= Q(audience=Audience.INTERNAL)
        return mine

    def open(self) -> "Self":
        """Not dealt with yet."""
        return self.exclude(state=Alert.State.CLOSED)


class Alert(OfAdministration):
    """One reason to look at once: dangerous or sharply negative words, a surge of a topic, a missed deadline."""

    class Kind(models.TextChoices):
        WORDS = "words", "слова"
        SURGE = "surge", "всплеск"
        DEADLINE = "deadline", "срок"

    class State(models.TextChoices):
        OPEN = "open", "новая"
        SEEN = "seen", "увидена"
        CLOSED = "closed", "разобрана"

    #: What it was raised about: the same thing raises one alert.
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    level = models.CharField(max_length=9, choices=Level)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    audience = models.CharField(max_length=8, default=Audience.EXTERNAL.value)
    title = models.CharField(max_length=300)
    #: Sentences that explain it: words that fired, or method, expected, observed, p and threshold.
    why = models.JSONField(default=list)
    #: Numbers behind a surge.
    facts = models.JSONField(default=dict)
    #: The registry's filter of the list behind it.
    query = models.CharField(max_length=300, blank=True)
    item = models.ForeignKey(FeedbackItem, models.CASCADE, null=True, related_name="alerts")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    raised_at = models.DateTimeField()
    #: Its people have not been told yet: the worker does it, so that who writes a message does not wait for it.
    awaits_telling = models.BooleanField(default=False, db_default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    note = models.CharField(max_length=500, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "key"], name="alert_once"),)
        indexes = (
            models.Index(fields=["administration", "-id"], name="alert_newest"),
            models.Index(fields=["administration", "-id"], condition=~Q(state="closed"), name="alert_open"),
            models.Index(fields=["id"], condition=Q(awaits_telling=True), name="alert_untold"),
        )

    def __str__(self) -> str:
        return self.title


class AlertLook(models.Model):
    """A person has seen the alert."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["alert", "person"], name="alert_look_once"),)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.alert_id}"


class AlertChoice(models.Model):
    """By which ways alerts reach a person beside the screen; slugs of `alerts.ways`, for danger and for the rest."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="alert_choice", primary_key=True
    )
    danger_ways = models.JSONField(default=list)
    other_ways = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.person_id}"


class AlertProgress(models.Model):
    """How far the periodic watch has come in an administration."""

    administration_id = models.BigIntegerField(primary_key=True)
    last_item_id = models.BigIntegerField(default=0)
    surges_on = models.DateField(null=True)
    deadlines_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.administration_id}"
