"""Questionnaires («анкеты, инструментарий»), their versions, the bank of questions."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import OfAdministration
from otklik.core.appeals import Audience
from otklik.core.questionnaire import schema


class Questionnaire(OfAdministration):
    """A questionnaire of the administration: shipped with its profile, or of its own. Порядок: murashi 5.6."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=500)
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    from_profile = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="questionnaire_slug"),)
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(models.Model):
    """How a questionnaire reads; frozen by the first answer, so that a figure always knows what was asked."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    #: `core.questionnaire.schema.Questionnaire` as JSON.
    content = models.JSONField()
    #: Day of the first answer; nothing may be changed from then on.
    frozen_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["questionnaire", "number"], name="questionnaire_version"),)
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.questionnaire}, редакция {self.number}"

    @property
    def is_frozen(self) -> bool:
        """Somebody has answered it."""
        return self.frozen_on is not None


class BankQuestion(OfAdministration):
    """A question kept for questionnaires to come («банк вопросов»)."""

    slug = models.SlugField(max_length=60)
    theme = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=500)
    #: `core.questionnaire.schema.Question` as JSON.
    content = models.JSONField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="bank_question_slug"),)
        ordering = ("theme", "title", "pk")

    def __str__(self) -> str:
        return self.title


def written(content: schema.Strict) -> dict[str, object]:
    """The JSON of a questionnaire or of a question: what stands in `content`, without what is left at its default."""
    return content.model_dump(mode="json", exclude_defaults=True)
