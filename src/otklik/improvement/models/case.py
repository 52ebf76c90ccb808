"""Reengineering: a process as it is, as it shall be, and how far it is from the target."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.improvement.models.measure import Measure
from otklik.improvement.models.pain import PainPoint
from otklik.improvement.querysets_case import CaseQuerySet, RequirementQuerySet


class CaseState(models.TextChoices):
    """How far a case is."""

    DESIGN = "design", "проектируется"
    CHANGING = "changing", "меняется"
    WATCHED = "watched", "внедрено, наблюдаем"
    HELD = "held", "цель удерживается"
    DROPPED = "dropped", "прекращено"


class ReengineeringCase(catalog.OfAdministration):
    """A case of reengineering: journey, segments and pains of a process beside its target and measures.

    Порядок: murashi 5.21, biysk 6, livny 6.
    """

    title = models.CharField(max_length=300)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    #: Key of the quarter whose journey and indicators are the state as is.
    quarter = models.PositiveIntegerField()
    #: How it works now, what clients need, how it shall work: in the organiser's words.
    as_is = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    to_be = models.TextField(blank=True)
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=CaseState, default=CaseState.DESIGN)
    #: The day from which the new process works; deviations are measured from its quarter on.
    in_place_on = models.DateField(null=True)
    #: Why it was dropped.
    drop_reason = models.CharField(max_length=500, blank=True)
    segments = models.ManyToManyField(catalog.ClientSegment, related_name="+")
    pains = models.ManyToManyField(PainPoint, related_name="+")
    measures = models.ManyToManyField(Measure, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["administration", "state"], name="case_by_state"),)

    def __str__(self) -> str:
        return self.title


class RequirementKind(models.TextChoices):
    """To what exists, or to what is to be. Порядок: livny 3."""

    EXISTING = "existing", "к существующей услуге или процессу"
    NEW = "new", "к новой услуге"


class RequirementState(models.TextChoices):
    """Whether it is met."""

    SET = "set", "задано"
    REACHED = "reached", "достигнуто"
    HELD = "held", "удерживается"
    MISSED = "missed", "не достигнуто"
    DROPPED = "dropped", "снято"


class Requirement(catalog.OfAdministration):
    """A requirement to quality, with control of its reaching. Порядок: livny 3 (требования к качеству)."""

    case = models.ForeignKey(ReengineeringCase, models.CASCADE, null=True, related_name="requirements")
    kind = models.CharField(max_length=8, choices=RequirementKind, default=RequirementKind.EXISTING)
    title = models.CharField(max_length=300)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    #: What is measured, by `improvement/requirement_values.py`; empty for a new service.
    indicator = models.CharField(max_length=120, blank=True)
    target = models.FloatField(null=True)
    #: Of a new service: which need it answers and what it embraces.
    need = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField()
    #: The day from which it is in place; a requirement of a case takes the case's day.
    in_place_on = models.DateField(null=True)
    state = models.CharField(max_length=7, choices=RequirementState, default=RequirementState.SET)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["administration", "state", "due_on"], name="requirement_by_state"),)

    def __str__(self) -> str:
        return self.title


class RequirementValue(models.Model):
    """What was measured for a quarter: the value, how many it rests on, how far from the target."""

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="values")
    quarter = models.PositiveIntegerField()
    #: Null where the quarter tells nothing: too few answers, no messages.
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    n = models.PositiveIntegerField(default=0)
    #: The target of that day, so that a later target does not rewrite what was said.
    target = models.FloatField()
    is_reached = models.BooleanField(default=False)
    measured_at = models.DateTimeField()

    class Meta:
        ordering = ("quarter",)
        constraints = (models.UniqueConstraint(fields=["requirement", "quarter"], name="requirement_of_quarter"),)

    def __str__(self) -> str:
        return f"{self.requirement_id}: {self.quarter}"

    @property
    def deviation(self) -> float | None:
        """Value minus target; None where nothing was measured."""
        return None if self.value is None else self.value - self.target
