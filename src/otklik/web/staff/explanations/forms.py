"""Forms of explanations."""

from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.explanations.queries import Article
from otklik.web.staff.forms.base import StaffForm


class BeginForm(StaffForm):
    """A new article without a reason at hand."""

    reader = forms.ChoiceField(
        label="Для кого", choices=Article.Reader.choices, error_messages={"required": "Выберите, для кого пишете"}
    )
    title = forms.CharField(
        label="О чём", max_length=200, error_messages={"required": "Назовите текст так, как спросил бы человек"}
    )


class ArticleForm(StaffForm):
    """The article; `version` says on which text it was begun."""

    title = forms.CharField(
        label="Заголовок",
        help_text="Вопрос словами человека: «Когда уберут снег во дворе?»",
        max_length=200,
        error_messages={"required": "Назовите текст так, как спросил бы человек"},
    )
    text = forms.CharField(
        label="Текст",
        help_text="Абзацы разделяйте пустой строкой, пункты списка начинайте с «- ».",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"max_length": "Текст длиннее 20 000 знаков. Разделите его на два"},
    )
    reasons = forms.MultipleChoiceField(
        label="Какие причины обращений разъясняет", required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = catalog.reasons(self.actor.administration_id)
        self.set_choices("reasons", [(reason.pk, reason.title) for reason in reasons], blank=None)

    def arguments(self) -> dict[str, Any]:
        """What the action is told."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "text": said["text"],
            "version": said["version"],
            "reason_ids": [int(pk) for pk in said["reasons"]],
        }
