"""The package of an organiser of assessment («отчётные материалы»): its figures, words, versions and remarks."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class Package(catalog.OfAdministration):
    """What one organiser, or the whole administration, hands in about a quarter. Порядок: murashi 5.18.

    The working copy: figures drafted from their sources, never typed; the words around them stand in `PackageText`.
    """

    class State(models.TextChoices):
        """From the wish to what the coordinator accepted."""

        DRAFTING = "drafting", "собирается"
        FAILED = "failed", "не собран"
        DRAFT = "draft", "готовится"
        HANDED_IN = "handed_in", "сдан"
        RETURNED = "returned", "возвращён"
        ACCEPTED = "accepted", "принят"

    #: Key of the quarter (20253).
    quarter = models.PositiveIntegerField()
    #: The organiser's unit; null: the whole administration.
    department = models.ForeignKey(catalog.Department, models.PROTECT, null=True, related_name="+")
    #: Name of whose package it is, kept when the unit is renamed or removed.
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFTING)
    #: What the package goes back to when drafting fails or ends: draft or returned.
    state_before = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    stage = models.CharField(max_length=200, blank=True)
    done_count = models.PositiveSmallIntegerField(default=0)
    total_count = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField(null=True)
    #: Every figure of the package by sections, as last taken from the sources.
    payload = models.JSONField(null=True)
    drafted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-quarter", "title", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "quarter", "department"],
                condition=models.Q(department__isnull=False),
                name="package_of_unit",
            ),
            models.UniqueConstraint(
                fields=["administration", "quarter"],
                condition=models.Q(department__isnull=True),
                name="package_of_all",
            ),
        )

    def __str__(self) -> str:
        return f"{self.quarter}: {self.title}"


class PackageText(models.Model):
    """The free words of one section, saved while they are typed."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="texts")
    section = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    #: Rises with every change, so that two people at once do not undo each other.
    version = models.PositiveIntegerField(default=1)
    #: The words are the system's draft, which nobody changed yet.
    is_drafted = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["package", "section"], name="package_text_of_section"),)

    def __str__(self) -> str:
        return f"{self.package_id}: {self.section}"


class PackageVersion(models.Model):
    """What was handed in: figures and words as they stood, never changed since, with their digest."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    texts = models.JSONField(default=dict)
    #: SHA-256 of both.
    digest = models.CharField(max_length=64)
    #: A word of the organiser to the coordinator.
    note = models.CharField(max_length=1000, blank=True)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    handed_in_by_name = models.CharField(max_length=200)
    handed_in_position = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    #: Who returned or accepted it.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["package", "number"], name="package_version_number"),)

    def __str__(self) -> str:
        return f"{self.package_id}: {self.number}"


class PackageRemark(models.Model):
    """What the coordinator asks to mend in one section, and what the organiser answered."""

    version = models.ForeignKey(PackageVersion, models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=20)
    text = models.CharField(max_length=2000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=200)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]
