"""What is wrong with the node, from its beginning to its end, and what its keepers were told of it."""

from django.db import models


class Trouble(models.Model):
    """One trouble; while it lasts there is one open row of its slug."""

    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    said = models.CharField(max_length=1000)
    advice = models.CharField(max_length=1000, blank=True, default="")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    #: The last letter about it; None: nobody was told yet.
    told_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    #: The letter that it is over.
    over_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["slug"], condition=models.Q(over_at=None), name="trouble_open_once"),
        )
        indexes = (models.Index(fields=["-began_at"], name="trouble_by_time"),)

    def __str__(self) -> str:
        return self.title
