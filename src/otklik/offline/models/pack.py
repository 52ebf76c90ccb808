"""A pack of scanned letters in one file, its pages, and the letters that it falls into."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.intake.models import FeedbackItem
from otklik.offline.enums import PackState, PageKind
from otklik.offline.querysets import PackQuerySet


class ScanPack(catalog.OfAdministration):
    """One PDF with many letters. The same bytes twice are one pack: `digest`."""

    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    #: By what the letters came where no separator sheet says otherwise.
    channel = models.ForeignKey(catalog.Channel, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: A pack with a letter of employees is seen by those with the internal right only.
    is_internal = models.BooleanField(default=False)
    received_on = models.DateField()
    state = models.CharField(max_length=8, choices=PackState, default=PackState.WAITING)
    #: What is being done now, or why it failed; in words.
    stage = models.CharField(max_length=300, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    touched_at = models.DateTimeField()

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "digest"], name="pack_once"),)
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name


class PackLetter(models.Model):
    """Some pages of a pack that are one letter, and what became of it."""

    pack = models.ForeignKey(ScanPack, models.CASCADE, related_name="letters")
    #: Place among the letters: the number of its first page.
    position = models.PositiveIntegerField()
    channel = models.ForeignKey(catalog.Channel, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: The part of the PDF; made when the card is opened, made anew when the pages changed.
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: The card in which somebody types this letter.
    draft_key = models.UUIDField(null=True)
    item = models.OneToOneField(FeedbackItem, models.SET_NULL, null=True, related_name="pack_letter")
    #: No letter after all (advertising, a copy): put aside by a person.
    is_dismissed = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.pack_id}/{self.position}"


class PackPage(models.Model):
    """One page: what it is, how it is turned, its picture in small."""

    pack = models.ForeignKey(ScanPack, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=PageKind, default=PageKind.PAGE)
    #: Degrees clockwise by which it is turned beside what stands in the file.
    turned = models.PositiveSmallIntegerField(default=0)
    letter = models.ForeignKey(PackLetter, models.SET_NULL, null=True, related_name="pages")
    thumbnail = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pack", "number"], name="pack_page"),)
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.pack_id}: {self.number}"
