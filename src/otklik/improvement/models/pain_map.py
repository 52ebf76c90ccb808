"""The map of a quarter, its lines, and what speaks for each."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.appeals import Audience
from otklik.improvement.enums import EvidenceKind, Level, MapState, PainState, Trend
from otklik.improvement.models.pain import PainPoint
from otklik.improvement.querysets import EvidenceQuerySet, LineQuerySet, MapQuerySet
from otklik.intake.models import FeedbackItem


class PainMap(catalog.OfAdministration):
    """The pain map («карта болей») of a quarter: of the administration, or of one organiser of assessment.

    Порядок: murashi 5.13, biysk 4, livny 4; the list of problems of gatchina 4.4 is the same rows in another form.
    """

    #: Key of the quarter (20253).
    quarter = models.PositiveIntegerField()
    #: The organiser's unit; null: the whole administration.
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    #: A map approved is not changed: a later correction is the next edition.
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=MapState, default=MapState.DRAFTING)
    #: Progress of the draft in texts, what it is at, and the sign of life of who drafts.
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=200, blank=True)
    touched_at = models.DateTimeField(null=True)
    #: How levels were measured: unit, thresholds, sources, in words and figures; stands under the map.
    method = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_role = models.CharField(max_length=20, blank=True)
    #: What was approved, as shown and printed since, and its digest.
    frozen = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = MapQuerySet.as_manager()

    class Meta:
        ordering = ("-quarter", "-edition", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "quarter", "department", "edition"],
                condition=models.Q(department__isnull=False),
                name="pain_map_of_unit",
            ),
            models.UniqueConstraint(
                fields=["administration", "quarter", "edition"],
                condition=models.Q(department__isnull=True),
                name="pain_map_of_all",
            ),
        )

    def __str__(self) -> str:
        return f"{self.quarter}: {self.edition}"


class PainLine(models.Model):
    """A pain as one quarter's map tells it: how common, how grave, how soon to be removed. Порядок: murashi 5.15."""

    pain_map = models.ForeignKey(PainMap, models.CASCADE, related_name="lines")
    pain = models.ForeignKey(PainPoint, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(default=0)
    #: The name under which the pain stands in this map (the pain may be renamed later).
    title = models.CharField(max_length=300)
    trend = models.CharField(max_length=9, choices=Trend, default=Trend.NEW)
    #: Whether the map tells the pain as removed.
    state = models.CharField(max_length=6, choices=PainState, default=PainState.OPEN)

    #: Items of feedback that speak of it, this quarter and the one before.
    item_count = models.PositiveIntegerField(default=0)
    previous_count = models.PositiveIntegerField(null=True)
    #: Items of the process in the quarter, of which the share is; interactions, of which the rate per 100 is, if known.
    base_count = models.PositiveIntegerField(default=0)
    interaction_count = models.PositiveIntegerField(null=True)
    #: Processes touched.
    process_count = models.PositiveIntegerField(default=1)
    #: Computed by `improvement/levels.py`: shares, intervals, parts of the score, as the page explains them.
    figures = models.JSONField(default=dict)
    prevalence = models.CharField(max_length=6, choices=Level, blank=True)
    #: 0..1: severity of the texts and scores, and the importance of what is concerned.
    impact_share = models.FloatField(null=True)
    impact = models.CharField(max_length=6, choices=Level, blank=True)
    #: Whether it can be removed, by the owner of the process, with a reason; 1 hard .. 3 easy.
    feasibility = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(3)])
    feasibility_reason = models.CharField(max_length=1000, blank=True)
    feasibility_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: The level that the formula gives, and the one a person put in its place.
    priority = models.CharField(max_length=6, choices=Level, blank=True)
    own_priority = models.CharField(max_length=6, choices=Level, blank=True)
    own_priority_reason = models.CharField(max_length=1000, blank=True)
    own_priority_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Why nothing will be done about it (a recorded refusal). Порядок: gatchina 4.4.
    refusal = models.CharField(max_length=1000, blank=True)
    refusal_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["pain_map", "pain"], name="pain_once_in_map"),)

    def __str__(self) -> str:
        return self.title

    @property
    def priority_in_force(self) -> str:
        """The level that holds: a person's own before the formula's."""
        return self.own_priority or self.priority


class PainEvidence(models.Model):
    """What speaks for a pain: an item, a low indicator, a note of the staff, an expert's word. Порядок: murashi 5.14.

    Every candidate of the quarter has its row: with a line it stands in the map, without a line but with a reason it
    is explained, with neither it is the remainder («не вошло в карту») that holds up the approval. Порядок: livny 4.
    """

    pain_map = models.ForeignKey(PainMap, models.CASCADE, related_name="evidence")
    line = models.ForeignKey(PainLine, models.SET_NULL, null=True, related_name="evidence")
    kind = models.CharField(max_length=9, choices=EvidenceKind)
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    item = models.ForeignKey(FeedbackItem, models.CASCADE, null=True, related_name="+")
    #: Of an indicator: which one and of what, as `analysis.indicators` names it.
    key = models.CharField(max_length=200, blank=True)
    #: Of an indicator, a note, an expert: the words shown.
    words = models.CharField(max_length=1000, blank=True)
    #: How grave it is, 0..1.
    severity = models.FloatField(default=0.5)
    #: Shown under the line as typical.
    is_quote = models.BooleanField(default=False)
    #: Why it belongs to no pain of the map.
    excluded_reason = models.CharField(max_length=500, blank=True)
    excluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["pain_map", "item"], condition=models.Q(item__isnull=False), name="item_once_in_map"
            ),
        )
        indexes = (
            models.Index(fields=["line", "-severity"], name="evidence_of_line"),
            models.Index(
                fields=["pain_map", "id"],
                condition=models.Q(line__isnull=True, excluded_reason=""),
                name="evidence_remainder",
            ),
        )

    def __str__(self) -> str:
        return self.words or str(self.item_id)
