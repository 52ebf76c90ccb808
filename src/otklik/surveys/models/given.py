"""A questionnaire given after an interaction: by which rule, by which way, how many; never to whom."""

from django.db import models

from otklik.catalog import models as catalog
from otklik.surveys.models.survey import Survey, SurveyLink


class GivenRule(catalog.OfAdministration):
    """Which survey is given after an answer or a service. Порядок: murashi 5.2.

    The most exact rule holds: of the process, of the object, of everything. `survey` null: nothing is given there.
    """

    #: Slug of the profile's object of assessment; empty with no process: everything.
    subject = models.SlugField(max_length=80, blank=True)
    process = models.ForeignKey(catalog.Process, models.CASCADE, null=True, blank=True, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "subject"], condition=models.Q(process=None), name="given_rule_subject"
            ),
            models.UniqueConstraint(
                fields=["administration", "process"], condition=~models.Q(process=None), name="given_rule_process"
            ),
        )

    def __str__(self) -> str:
        return f"{self.process or self.subject or 'всё'} → {self.survey or 'не давать'}"


class GivenWay(models.TextChoices):
    """How the questionnaire reached the person."""

    EMAIL = "email", "ссылкой в электронном ответе"
    STATUS = "status", "ссылкой на странице обращения"
    PRINTED = "printed", "на бумаге вместе с ответом"
    HAND = "hand", "на приёме"
    INVITED = "invited", "личным приглашением"


class GivenCount(catalog.OfAdministration):
    """How many questionnaires were given in a quarter by a way; tied to no case and no person. Порядок: murashi 5.10.

    A quarter and not a day: a day with one answered case would point at its author.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="given")
    #: The way in that was given: one for each process and source.
    link = models.ForeignKey(SurveyLink, models.CASCADE, related_name="+")
    subject = models.SlugField(max_length=80, blank=True)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=GivenWay)
    #: Key of the quarter (20253).
    quarter = models.PositiveIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["link", "subject", "way", "quarter"], name="given_count_once"),)
        indexes = (models.Index(fields=["administration", "quarter"], name="given_by_quarter"),)

    def __str__(self) -> str:
        return f"{self.quarter}: {self.get_way_display()}, {self.count}"


class InteractionCount(catalog.OfAdministration):
    """Interactions of a process closed on a day beside the answered cases: services given, visits received."""

    class Source(models.TextChoices):
        DESK = "desk", "отмечено при оказании"
        TYPED = "typed", "введено числом"
        FILE = "file", "загружено из файла"

    process = models.ForeignKey(catalog.Process, models.CASCADE, related_name="+")
    on = models.DateField()
    source = models.CharField(max_length=8, choices=Source)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["process", "on", "source"], name="interaction_count_once"),)
        indexes = (models.Index(fields=["administration", "on"], name="interactions_by_day"),)

    def __str__(self) -> str:
        return f"{self.on}: {self.count}"
