"""Paper sheets on their way into the answers: batches, first and second entry. Порядок: murashi 5.2, 5.5."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.surveys.models.survey import Survey, SurveyLink


class PaperBatch(catalog.OfAdministration):
    """«Пачка из 40 листов от 12 сентября, кабинет 5»: entered, compared, then recorded at once."""

    class State(models.TextChoices):
        ENTERING = "entering", "вводится"
        RECORDED = "recorded", "записана"
        DROPPED = "dropped", "отменена"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="batches")
    link = models.ForeignKey(SurveyLink, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    #: The day that the answers get.
    answered_on = models.DateField()
    sheet_count = models.PositiveSmallIntegerField()
    #: Sheets that a second person enters too; drawn at random when the batch is made where it is a share.
    second_sheets = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.ENTERING)
    #: Fields entered twice, and how many of them differed: the rate of errors.
    compared_count = models.PositiveIntegerField(default=0)
    differing_count = models.PositiveIntegerField(default=0)
    recorded_count = models.PositiveSmallIntegerField(default=0)
    spoiled_count = models.PositiveSmallIntegerField(default=0)
    recorded_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-answered_on", "-pk")

    def __str__(self) -> str:
        return self.title


class PaperEntry(models.Model):
    """A sheet as one person entered it: a draft, deleted when the batch is recorded."""

    FIRST, SECOND = 1, 2

    batch = models.ForeignKey(PaperBatch, models.CASCADE, related_name="entries")
    #: Number of the sheet in the pile, written on it by hand.
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(choices=((FIRST, "первый ввод"), (SECOND, "второй ввод")))
    answers = models.JSONField(default=dict)
    #: Empty or unreadable: counted, not recorded.
    is_spoiled = models.BooleanField(default=False)
    #: A difference of this sheet was decided; the first entry then holds what was decided.
    is_agreed = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "number", "turn"], name="paper_entry_once"),)
        ordering = ("number", "turn")

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}, {self.get_turn_display()}"
