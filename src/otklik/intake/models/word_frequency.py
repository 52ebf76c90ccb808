"""Which words everybody writes: by the others, the rare ones, a text is told from its like."""

from django.db import models

from otklik.catalog import models as catalog


class WordFrequency(models.Model):
    """Frequent words of the newest texts of an administration; a word that is not here is rare."""

    administration = models.OneToOneField(
        catalog.Administration, models.CASCADE, related_name="+", primary_key=True, db_index=False
    )
    #: Dictionary form -> in how many of the texts it stands.
    counts = models.JSONField(default=dict)
    text_count = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.administration_id}: {self.text_count}"
