"""Publications of media and networks about the administration's work: never items, never counted as appeals."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.tone import Tone
from otklik.mentions.enums import Medium


class MentionFeed(catalog.OfAdministration):
    """An RSS or Atom feed that is asked by the clock; only addresses that stand here are asked."""

    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    medium = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Medium], default=Medium.MEDIA.value)
    #: Only entries that hold one of these words are taken; all of them where it is empty.
    words = models.CharField(max_length=500, blank=True)
    is_active = models.BooleanField(default=True)
    #: What the server gave with its last answer (conditional GET).
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    failure_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "url"], name="mention_feed_once"),)
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class Mention(catalog.OfAdministration):
    """One publication, coded by the codebook as items are, and kept apart from them. Порядок: biysk 3, livny 3."""

    class State(models.TextChoices):
        WAITING = "waiting", "не прочитано"
        CODED = "coded", "прочитано"
        FOREIGN = "foreign", "не о нашей работе"

    feed = models.ForeignKey(MentionFeed, models.SET_NULL, null=True, related_name="mentions")
    #: The newspaper, site or group, in its own words.
    source = models.CharField(max_length=200)
    medium = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Medium], default=Medium.MEDIA.value)
    url = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    published_at = models.DateTimeField()
    #: Key of the local quarter of publication (20253).
    quarter = models.PositiveIntegerField()
    taken_at = models.DateTimeField(auto_now_add=True)
    #: Digest of the link without its tail, or of source, day and words where there is no link.
    key = models.CharField(max_length=64)
    #: The earlier mention that says nearly the same: a reprint is shown under it and not counted.
    reprint_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="reprints")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tone = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Tone], blank=True)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, related_name="+")
    categories: models.ManyToManyField[catalog.Category, "MentionCategory"] = models.ManyToManyField(
        catalog.Category, through="MentionCategory"
    )
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    coded_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "key"], name="mention_once"),)
        indexes = (
            models.Index(fields=["administration", "-published_at", "-id"], name="mention_newest"),
            models.Index(fields=["administration", "quarter", "state"], name="mention_by_quarter"),
        )
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return self.title or self.text[:60]


class MentionCategory(models.Model):
    """A category given to a mention by a person."""

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="mention_categories", db_index=False)
    category = models.ForeignKey(catalog.Category, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mention", "category"], name="mention_category_once"),)

    def __str__(self) -> str:
        return f"{self.mention_id}: {self.category_id}"
