"""Notices with thanks: what an author of an accepted suggestion is told, how, and whether it was done."""

from typing import Any

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.improvement.models.measure import Measure
from otklik.improvement.querysets_notice import NoticeQuerySet
from otklik.intake.models import FeedbackItem
from otklik.surveys.models import Survey, SurveyContact


class MeasureSurvey(models.Model):
    """What respondents of a survey proposed is carried out by the measure: who left a contact is told.

    Порядок: murashi 2.4.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="surveys")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    #: What exactly was accepted.
    accepted = models.CharField(max_length=1000)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "survey"], name="survey_once_in_measure"),)

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.survey_id}"


class OutcomeNotice(catalog.OfAdministration):
    """The notice with thanks («уведомление, благодарность автору») to one person for one measure.

    One author of several items that one measure answers has one notice: `NoticeItem` names the items.

    Порядок: murashi 2.4
    """

    class Way(models.TextChoices):
        EMAIL = "email", "электронной почтой"
        NETWORK = "network", "сообщением в сети"
        PORTAL = "portal", "на портале"
        LETTER = "letter", "письмом"
        PHONE = "phone", "по телефону"
        STATUS = "status", "на странице статуса"

    class State(models.TextChoices):
        TO_DO = "to_do", "ждёт проверки"
        PREPARED = "prepared", "подготовлено"
        LEAVING = "leaving", "отправляется"
        SENT = "sent", "передано"
        FAILED = "failed", "не дошло"
        IMPOSSIBLE = "impossible", "передать нельзя"
        WITHDRAWN = "withdrawn", "отозвано"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="notices")
    #: The suggestion that is answered first; null for a contact left after a survey.
    item = models.ForeignKey(FeedbackItem, models.CASCADE, null=True, related_name="+")
    survey_contact = models.ForeignKey(SurveyContact, models.CASCADE, null=True, related_name="+")
    #: Keyed digest of what tells the person from others; random once the person was forgotten.
    author_key = models.CharField(max_length=64)
    way = models.CharField(max_length=7, choices=Way)
    state = models.CharField(max_length=10, choices=State, default=State.TO_DO)
    #: Why it cannot be told, did not arrive, or was taken back.
    reason = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    #: A person changed the words: a new template does not touch them.
    is_reworded = models.BooleanField(default=False)
    #: How it was handed over: «сообщением ВКонтакте», «дозвонились».
    told_how = models.CharField(max_length=300, blank=True)
    #: Calls without an answer.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Of a printed letter: its outgoing number and the letterhead of its day.
    number = models.CharField(max_length=60, blank=True)
    letter_facts: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    prepared_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["measure", "author_key"], name="author_thanked_once"),)
        indexes = (models.Index(fields=["administration", "state", "way"], name="notice_by_state"),)

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.get_state_display()}"

    @property
    def is_settled(self) -> bool:
        """Told, or taken back by a person: nothing is to be done any more."""
        return self.state in {self.State.SENT, self.State.WITHDRAWN}

    @property
    def may_change(self) -> bool:
        """Its words and way may still be changed."""
        return self.state not in {self.State.SENT, self.State.LEAVING}


class NoticeItem(models.Model):
    """An item that the notice answers: an item is answered once for a measure, whoever joined it with others."""

    notice = models.ForeignKey(OutcomeNotice, models.CASCADE, related_name="covered")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "item"], name="item_thanked_once"),)

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.item_id}"
