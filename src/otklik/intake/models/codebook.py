"""The codebook: what each category means, in numbered versions."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class CodebookVersion(catalog.OfAdministration):
    """An issue of the codebook; the one without `issued_at` is the draft, and there is one draft at most."""

    number = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "number"], name="codebook_number"),
            models.UniqueConstraint(
                fields=["administration"], condition=models.Q(issued_at__isnull=True), name="codebook_one_draft"
            ),
        )
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"редакция {self.number}"


class CodebookEntry(models.Model):
    """What a version says of one category; the title is kept as it was then."""

    version = models.ForeignKey(CodebookVersion, models.CASCADE, related_name="entries")
    category = models.ForeignKey(catalog.Category, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    examples = models.TextField(blank=True)
    use_when = models.TextField(blank=True)
    avoid_when = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "category"], name="codebook_entry_once"),)
        ordering = ("category__position", "category_id")

    def __str__(self) -> str:
        return self.title
