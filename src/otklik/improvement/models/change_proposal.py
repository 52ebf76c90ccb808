"""What the administration cannot change by itself and proposes to those who can."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.improvement.enums import ProposalOutcome
from otklik.improvement.models.measure import Measure
from otklik.improvement.models.pain import PainPoint
from otklik.improvement.querysets import ProposalQuerySet


class ChangeProposal(catalog.OfAdministration):
    """A proposal to change a process that several bodies share, or an act above. Порядок: biysk 6, livny 6.

    It is a draft until `sent_on`; then its words are the letter's and stay, and the outcome is awaited.
    """

    title = models.CharField(max_length=300)
    #: The body as it stands on the letter, in the dative: «Министерству …».
    addressee = models.CharField(max_length=500)
    addressee_person = models.CharField(max_length=300, blank=True)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="proposals")
    pains: "models.ManyToManyField[PainPoint, models.Model]" = models.ManyToManyField(
        PainPoint, related_name="proposals"
    )
    #: What clients meet, and the figures of it.
    evidence = models.TextField(blank=True)
    #: Which act, and how it should read.
    act_title = models.CharField(max_length=1000, blank=True)
    draft_change = models.TextField(blank=True)
    #: Which process should be otherwise, and how.
    request = models.TextField(blank=True)
    #: Digits of the administration's own register of letters.
    number = models.CharField(max_length=60, blank=True)
    sent_on = models.DateField(null=True)
    #: The letterhead and signer of the day it was sent.
    letter_facts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=ProposalOutcome, blank=True)
    outcome_on = models.DateField(null=True)
    outcome_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title
