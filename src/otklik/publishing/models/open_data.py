"""What the administration decided of its open data: which sets go out, on what terms, who answers for them."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import OfAdministration


class OpenDataRules(OfAdministration):
    """One row an administration; the audit trail keeps what was before. Порядок: biysk 3, livny 3"""

    #: Slugs of the sets that may be proposed.
    chosen = models.JSONField(default=list)
    #: Taxpayer number: the identifiers of the sets begin with it.
    inn = models.CharField(max_length=10, blank=True)
    terms_title = models.CharField(max_length=200)
    terms_text = models.TextField()
    terms_url = models.URLField(max_length=500, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration"], name="open_data_rules_once"),)

    def __str__(self) -> str:
        return self.terms_title
