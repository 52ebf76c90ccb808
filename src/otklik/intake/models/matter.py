"""Several items about one and the same: joined into one matter («одно дело»), each with its own number and clock."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models.item import FeedbackItem


class Matter(catalog.OfAdministration):
    """One question that several items raise; it has two members at least."""

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"дело № {self.pk}"


class MatterMember(models.Model):
    """An item within a matter. An item belongs to one matter at most."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="membership", primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="members")
    joined_at = models.DateTimeField(auto_now_add=True)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    #: The earlier item of the same sender within the matter.
    repeats = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: Joining marked the appeal as repeated: splitting takes the mark back.
    made_repeat = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.item_id}"
