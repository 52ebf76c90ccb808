"""What the search by words does not know yet."""

from django.db import models


class WordBacklog(models.Model):
    """Ids of items whose words are to be indexed: one that came in or changed by itself, a range after an import."""

    last_id = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"
