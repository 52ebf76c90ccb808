"""Proposals of an additional survey («опрос по углубленной схеме»)."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.surveys.models.questionnaire import Questionnaire
from otklik.surveys.models.survey import Survey


class SurveyProposal(catalog.OfAdministration):
    """What made the system propose to look deeper, what it proposes, and what came of it.

    Порядок: murashi 5.2, biysk 4, livny 4.
    """

    class Reason(models.TextChoices):
        NEGATIVE = "negative", "много негативных оценок"
        DROP = "drop", "показатель снизился"
        SURGE = "surge", "всплеск обращений"
        COMPLAINTS = "complaints", "всплеск жалоб"
        PAIN = "pain", "новая «боль» клиента"

    class State(models.TextChoices):
        OPEN = "open", "ждёт решения"
        ACCEPTED = "accepted", "принято, опрос готовится или идёт"
        DECLINED = "declined", "отклонено"
        CLOSED = "closed", "завершено"

    #: What it is about: the same thing of the same quarter is proposed once.
    key = models.CharField(max_length=160)
    reason = models.CharField(max_length=10, choices=Reason)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    audience = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    #: Sentences: which threshold, which numbers.
    why = models.JSONField(default=list)
    #: Numbers behind the sentences.
    facts = models.JSONField(default=dict)
    #: The registry's filter of the list behind it; empty where the evidence is a survey.
    query = models.CharField(max_length=300, blank=True)
    source_survey = models.ForeignKey(Survey, models.SET_NULL, null=True, related_name="+")
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, related_name="+")
    #: What is proposed: of whom, how many, with what, when.
    population = models.CharField(max_length=500)
    population_size = models.PositiveIntegerField(default=0)
    sample_size = models.PositiveIntegerField(default=0)
    questionnaire = models.ForeignKey(Questionnaire, models.SET_NULL, null=True, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField()
    quarter = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Why it was declined.
    refusal = models.CharField(max_length=1000, blank=True)
    survey = models.ForeignKey(Survey, models.SET_NULL, null=True, related_name="proposals")
    #: What the additional survey found.
    finding = models.CharField(max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "key"], name="survey_proposal_once"),)
        indexes = (models.Index(fields=["administration", "state", "-id"], name="survey_proposal_state"),)

    def __str__(self) -> str:
        return self.title


class ProposalWatch(models.Model):
    """On which day the thresholds of an administration were looked at last."""

    administration_id = models.BigIntegerField(primary_key=True)
    looked_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.administration_id}: {self.looked_on}"
