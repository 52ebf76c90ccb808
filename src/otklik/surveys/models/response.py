"""Answers to a survey: rows as they came, a day's columns, open answers apart."""

from django.db import models

from otklik.catalog import models as catalog
from otklik.surveys.envelope import AnswersField
from otklik.surveys.models.questionnaire import QuestionnaireVersion
from otklik.surveys.models.survey import Survey


class SurveyResponse(models.Model):
    """A filled-in questionnaire («заполненная анкета»): what was answered, on which day, by which way.

    No address, account, agent, cookie, time or invitation; the id is random, so that it tells no order.
    No foreign keys in the database: an answer costs one insert and locks nothing.
    Порядок: murashi 5.5.
    """

    id = models.BigIntegerField(primary_key=True)
    survey = models.ForeignKey(Survey, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="responses")
    version_id = models.BigIntegerField()
    link_id = models.BigIntegerField()
    answered_on = models.DateField()
    language = models.CharField(max_length=5, blank=True)
    #: {slug of question: answer}, see `core.questionnaire.answers`; free text leaves it when the day is sealed.
    #: Until then the door's rows lie shut (`surveys.envelope`); reading the field opens them.
    answers = AnswersField()

    class Meta:
        indexes = (models.Index(fields=["survey", "answered_on"], name="response_by_day"),)

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.answered_on}"


class SurveyDay(models.Model):
    """A sealed day of a survey: its count (audited), and its answers as columns of numbers, derived and rebuildable."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="days")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    on = models.DateField()
    response_count = models.PositiveIntegerField()
    #: Responses × columns of `core.questionnaire.columns`, float32, zlib; the last column is the place in `link_ids`.
    block = models.BinaryField()
    link_ids = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["survey", "version", "on"], name="survey_day"),)

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.on}, {self.response_count}"


class OpenAnswer(catalog.OfAdministration):
    """An answer in one's own words, cut off from its response when the day is sealed.

    `item_id`: the feedback item that it became, once it may be read. Порядок: murashi 5.11.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт проверки: малая группа"
        PASSED = "passed", "передано на вычитку"
        LEFT_OUT = "left_out", "оставлено без передачи"

    id = models.BigIntegerField(primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="open_answers")
    link_id = models.BigIntegerField()
    question = models.SlugField(max_length=130)
    on = models.DateField()
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    item_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["survey", "state"], name="open_answer_by_state"),)

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.question}"
