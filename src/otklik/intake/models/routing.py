"""Who considers a message: rules of the administration, what they decided, returns and forwarding to other bodies."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models.item import FeedbackItem


class RoutingRule(catalog.OfAdministration):
    """A rule of routing: every condition given must hold, within one condition any of its values is enough.

    `words` and `places` hold phrases of `core.phrases`, one a line. A rule with an outside body sends nothing away by
    itself: it marks the message as one to be forwarded.
    """

    title = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    topic_code = models.CharField(max_length=24, blank=True)
    words = models.TextField(blank=True)
    places = models.TextField(blank=True)
    #: Slugs.
    channels = models.JSONField(default=list)
    processes = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    body = models.ForeignKey(catalog.OutsideBody, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "title"], name="routing_rule_title"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class ItemRouting(models.Model):
    """What a rule decided about an item, and why; the newest decision only."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="routing", primary_key=True)
    rule = models.ForeignKey(RoutingRule, models.SET_NULL, null=True, related_name="+", db_index=False)
    rule_title = models.CharField(max_length=120, blank=True)
    #: Sentences: which words, which channel.
    why = models.JSONField(default=list)
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id}: {self.rule_title}"


class ForwardingMark(models.Model):
    """The item belongs to another body and waits to be forwarded; a rule or a person said so."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="forwarding_mark", primary_key=True)
    administration_id = models.BigIntegerField()
    body = models.ForeignKey(catalog.OutsideBody, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: The last day (59-ФЗ, статья 8); null for what has no registration.
    forward_by = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["administration_id", "forward_by"], name="forwarding_mark_due"),)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.body_id}"


class ItemReturn(models.Model):
    """A unit gave the message back: «не наше»."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="returns")
    administration_id = models.BigIntegerField()
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    #: Somebody has sent it on since then.
    is_settled = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(
                fields=["administration_id", "at"], condition=models.Q(is_settled=False), name="item_return_open"
            ),
        )
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.reason[:60]


class Forwarding(models.Model):
    """The item went to another body: the facts of both letters. Who wrote is read from the contact, never kept here."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="forwardings")
    administration_id = models.BigIntegerField()
    body = models.ForeignKey(catalog.OutsideBody, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: As they stood that day: to whom, where.
    body_title = models.CharField(max_length=300)
    addressee = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=500, blank=True)
    number = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    forward_by = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    #: The notice left by e-mail or by the author's own channel; else it is printed.
    notice_emailed = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["administration_id", "-at"], name="forwarding_newest"),)
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.body_title
