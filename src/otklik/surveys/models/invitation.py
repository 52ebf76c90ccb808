"""Single-use invitations: kept apart from the answers, without a time, gone when used."""

from django.db import models

from otklik.surveys.models.survey import Survey


class Invitation(models.Model):
    """The hash of a personal link not yet used. Using it deletes the row: nothing is left that could be joined.

    Порядок: murashi 3.2, 5.5.
    """

    #: SHA-256 of the link's secret; as primary key it also gives the rows an order that tells nothing.
    digest = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")

    def __str__(self) -> str:
        return self.digest[:8]
