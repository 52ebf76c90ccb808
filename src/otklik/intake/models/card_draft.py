"""The registrar's card as far as it is typed."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.intake.models.item import FeedbackItem


class CardDraft(catalog.OfAdministration):
    """A card begun by one person, kept while it is typed, so that a closed tab or an ended session loses nothing.

    `fields` hold names, addresses and texts of people (152-ФЗ): only its writer sees them, they are erased as soon as
    the card is registered or given up, and some days after the last key (`actions.keep_card_draft`). What stays of a
    registered card for two days is its key, by which a second click finds the same item.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    #: Made with the page of the card.
    key = models.UUIDField()
    #: The window that wrote last: another one that has not seen it gets a draft of its own.
    tab = models.CharField(max_length=32)
    fields = models.JSONField(default=dict)
    files = models.ManyToManyField(StoredFile, related_name="+")
    #: What the card became, and the keyed digest of what was sent.
    item = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="+", db_index=False)
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="card_draft_key"),)
        indexes = (models.Index(fields=["changed_at"], name="card_draft_changed"),)

    def __str__(self) -> str:
        return f"{self.key}"
