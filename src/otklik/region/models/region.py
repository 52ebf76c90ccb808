"""A region: an owner of many administrations, its members by their consent, its people."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import Administration
from otklik.region.enums import MemberState, RegionRole


class Region(models.Model):
    """A body (a ministry, a project office) that sees figures of administrations which agreed. Порядок: gatchina 1.1"""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("short_title",)

    def __str__(self) -> str:
        return self.short_title


class RegionMember(models.Model):
    """An administration in a region: asked, in by its own consent, or out again."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="members")
    administration = models.ForeignKey(Administration, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=MemberState, default=MemberState.ASKED)
    asked_at = models.DateTimeField()
    #: Of the last yes, no or leaving: when, and who said it for the administration.
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("administration__short_title",)
        constraints = (models.UniqueConstraint(fields=["region", "administration"], name="region_member_once"),)

    def __str__(self) -> str:
        return f"{self.region_id}: {self.administration_id}, {self.get_state_display()}"


class RegionPerson(models.Model):
    """Somebody of the region: a user without an administration, in a role of its own."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    region = models.ForeignKey(Region, models.CASCADE, related_name="people")
    role = models.CharField(max_length=8, choices=RegionRole, default=RegionRole.VIEWER)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region_id}: {self.user_id}"
