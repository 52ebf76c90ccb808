"""To whom an employee writes or comes, and what was agreed. Порядок: murashi 3.2."""

from django.conf import settings
from django.db import models

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import OfAdministration
from otklik.intake.models.item import FeedbackItem
from otklik.intake.querysets import OPEN


class LetterTo(models.TextChoices):
    """Whom the employee chose."""

    LEADER = "leader", "руководителю"
    CULTURE = "culture", "специалисту по корпоративной культуре"
    OFFICE = "office", "в ящик для сотрудников"


class LetterAddressee(OfAdministration):
    """Whom the administrator named as receiving employees, or took off the list of those who lead."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    to = models.CharField(max_length=7, choices=LetterTo)
    #: False: leads, and yet is not offered.
    is_receiving = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "user", "to"], name="letter_addressee_once"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.to}"


class EmployeeLetterQuerySet(models.QuerySet["EmployeeLetter"]):
    """Every list begins with `visible_to`."""

    def visible_to(self, actor: Actor) -> "EmployeeLetterQuerySet":
        """Those with the internal right see all; another sees what is addressed to himself, and nothing else.

        Neither a unit, nor its head, nor who stands in for the addressee: a letter is opened by the one it names.
        """
        own = self.filter(item__administration_id=actor.administration_id)
        if actor.kind == "system" or actor.has(Role.INTERNAL_OFFICER):
            return own
        return self.addressed_to(actor)

    def addressed_to(self, actor: Actor) -> "EmployeeLetterQuerySet":
        """Written or said to this very person."""
        if actor.kind != "staff" or actor.user_id is None or not actor.roles:
            return self.none()
        return self.filter(item__administration_id=actor.administration_id, addressee_id=actor.user_id)


class EmployeeLetter(models.Model):
    """The addressee of an internal item, who alone sees it beside those with the internal right."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, primary_key=True, related_name="employee_letter")
    to = models.CharField(max_length=7, choices=LetterTo)
    addressee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: As it was called then: people change their posts.
    addressee_title = models.CharField(max_length=500, blank=True)
    #: Said in person and written down by whoever listened.
    is_oral = models.BooleanField(default=False)
    agreed = models.TextField(blank=True)
    #: What the author said last waits for the addressee.
    is_waiting = models.BooleanField(default=True)

    objects = EmployeeLetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.item_id}: {self.to}"

    @property
    def waits(self) -> bool:
        """The author's last words have no answer, neither here nor on the item's own page."""
        return self.is_waiting and self.item.status in OPEN
