"""Single-use invitations: kept apart from the answers, without a time, gone when used."""

from django.db import models

from otklik.catalog.models import Department
from otklik.surveys.models.survey import Survey


class Invitation(models.Model):
    """The hash of a personal link not yet used. Using it deletes the row: nothing is left that could be joined.

    Порядок: murashi 3.2, 5.5.
    """

    #: SHA-256 of the link's secret; as primary key it also gives the rows an order that tells nothing.
    digest = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    #: The unit, only where so many of it were invited that a count of it shows nobody; null for all others together.
    department = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return self.digest[:8]


class InvitationCount(models.Model):
    """How many invitations of a survey were given by a way to a unit; with what is left it tells how many were used."""

    class Way(models.TextChoices):
        EMAIL = "email", "письмом"
        SLIP = "slip", "на бумаге"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitation_counts")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    way = models.CharField(max_length=5, choices=Way)
    given = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["survey", "department", "way"],
                condition=~models.Q(department=None),
                name="invitation_count_unit",
            ),
            models.UniqueConstraint(
                fields=["survey", "way"], condition=models.Q(department=None), name="invitation_count_rest"
            ),
        )

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.given}"
