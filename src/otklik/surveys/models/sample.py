"""Of whom a survey is to tell, who of them is asked, and the weights that make the answers fit the whole."""

from django.conf import settings
from django.db import models

from otklik.surveys.models.survey import Survey


class TargetPopulation(models.Model):
    """The target population («генеральная совокупность») of a survey: cells with counts, and where they come from.

    Порядок: biysk 4, livny 4.
    """

    class Source(models.TextChoices):
        REGISTER = "register", "реестр взаимодействий"
        LIST = "list", "загруженный список"
        CELLS = "cells", "численность по ячейкам"

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="population", primary_key=True)
    source = models.CharField(max_length=8, choices=Source)
    #: Where the numbers come from, in words: period and filter, name of the file, edition of the statistics.
    basis = models.CharField(max_length=500)
    #: `core.sampling.cells.Frame.as_json()`: dimensions with their values, and the cells with counts.
    frame = models.JSONField()
    size = models.PositiveIntegerField()
    #: SHA-256 over the cells and the refs of those who can be drawn: the same population gives the same digest.
    digest = models.CharField(max_length=64)
    #: Those among them who can be reached (a contact and a consent), or who stand in the list.
    reachable = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.size}"


class Sample(models.Model):
    """The sample («выборочная совокупность») of a survey: how large, how spread over the cells, how drawn."""

    class Method(models.TextChoices):
        RANDOM = "random", "случайный отбор"
        QUOTA = "quota", "квоты"

    class Allocation(models.TextChoices):
        PROPORTIONAL = "proportional", "пропорционально численности"
        NEYMAN = "neyman", "по Нейману: больше там, где мнения расходятся"
        EQUAL = "equal", "поровну"

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="sample", primary_key=True)
    method = models.CharField(max_length=8, choices=Method, default=Method.RANDOM)
    allocation = models.CharField(max_length=12, choices=Allocation, default=Allocation.PROPORTIONAL)
    margin = models.FloatField()
    confidence = models.FloatField()
    expected_share = models.FloatField(default=0.5)
    expected_response = models.FloatField(default=1.0)
    least_per_cell = models.PositiveIntegerField(default=0)
    #: How many answers are wanted, and how many people are to be asked for them.
    size = models.PositiveIntegerField()
    invited_size = models.PositiveIntegerField()
    #: Answers wanted and people to be asked by cell, in the order of the population's cells.
    targets = models.JSONField(default=list)
    invited_targets = models.JSONField(default=list)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    seed = models.CharField(max_length=64, blank=True)
    #: Digest of the population as it was when the people were drawn.
    drawn_digest = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.size}"


class FramePerson(models.Model):
    """Somebody of the frame who can be drawn: a line of an uploaded list, or the author of a case.

    The contact of a list's line stands here and is erasable; that of a case's author stays with the case alone.
    Who of them has answered nobody knows.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="frame_people")
    ref = models.CharField(max_length=80)
    #: Place of the person's cell in the population's frame.
    cell = models.PositiveIntegerField()
    #: Item whose author this is; null for a line of a list.
    item_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=500, blank=True)
    #: Place in the draw, from 1; null: not drawn.
    place = models.PositiveIntegerField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["survey", "ref"], name="frame_person_once"),)
        indexes = (models.Index(fields=["survey", "place"], name="frame_person_drawn"),)

    def __str__(self) -> str:
        return self.ref


class SurveyWeights(models.Model):
    """Weights of a survey's answers, one factor for each combination of the cells' values; their mean is 1.

    `uses`: the figures are counted with them. Порядок: biysk 4, livny 4.
    """

    class Method(models.TextChoices):
        POSTSTRATA = "poststrata", "постстратификация по ячейкам"
        RAKING = "raking", "выравнивание по каждому признаку (рейкинг)"

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="weights", primary_key=True)
    method = models.CharField(max_length=10, choices=Method)
    #: Slugs of the population's dimensions, and the columns of the answers that stand for them, in the same order.
    dimensions = models.JSONField()
    columns = models.JSONField()
    #: [[slugs of the values …], count of answers, factor] of each combination.
    factors = models.JSONField()
    #: Answers weighed; answers that say nothing of a dimension keep 1.
    n = models.PositiveIntegerField()
    unplaced = models.PositiveIntegerField(default=0)
    design_effect = models.FloatField()
    effective_n = models.FloatField()
    least = models.FloatField()
    most = models.FloatField()
    uses = models.BooleanField(default=True)
    weighed_at = models.DateTimeField()
    weighed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.get_method_display()}"
