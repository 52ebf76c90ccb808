"""Contacts that respondents left, apart from every answer."""

from django.db import models

from otklik.catalog import models as catalog
from otklik.surveys.models.survey import Survey


class SurveyContact(catalog.OfAdministration):
    """Somebody who answered wants to know what changed. Nothing says which answer was his. Порядок: murashi 2.4."""

    #: Random, so that it tells no order.
    id = models.BigIntegerField(primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="contacts")
    #: First day of the month: no nearer time is kept.
    month = models.DateField()
    name = models.CharField(max_length=200, blank=True)
    #: E-mail or telephone, as written.
    reach = models.CharField(max_length=200)
    #: Version of the consent that stood on the page (152-ФЗ).
    consent_version = models.CharField(max_length=20, blank=True)
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (models.Index(fields=["administration", "told_on", "month"], name="survey_contacts_untold"),)

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.month}"
