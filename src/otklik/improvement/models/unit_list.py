"""What reached the units that own services: a list of their problems for a quarter, and who took note of it."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.improvement.models.pain_map import PainMap


class UnitList(models.Model):
    """The problems of an approved map that one unit owns, handed to it. Порядок: gatchina 4.4, naryan-mar 4.4"""

    pain_map = models.ForeignKey(PainMap, models.CASCADE, related_name="unit_lists")
    department = models.ForeignKey(catalog.Department, models.CASCADE, related_name="+")
    line_count = models.PositiveIntegerField()
    #: Of these, problems of employees, which only those appointed see.
    internal_count = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-pain_map__quarter", "-pain_map__edition", "department__title")
        constraints = (models.UniqueConstraint(fields=["pain_map", "department"], name="unit_list_once"),)
        indexes = (models.Index(fields=["department", "read_at"], name="unit_list_unread"),)

    def __str__(self) -> str:
        return f"{self.pain_map_id}: {self.department_id}"
