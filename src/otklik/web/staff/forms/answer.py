"""The answer: its text, the outcome of each question, the way it goes."""

from typing import Any

from django import forms

from otklik.base.actor import Actor
from otklik.core.appeals import Outcome
from otklik.intake.queries import FeedbackItem
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.files import FilesField

EMAIL, LETTER, ORAL, STATUS = "email", "letter", "oral", "status"
WAYS = (
    (EMAIL, "Электронной почтой"),
    (LETTER, "Письмом на бумаге"),
    (ORAL, "Устно"),
    (STATUS, "На странице статуса"),
)
FINAL, INTERIM = "final", "interim"


class AnswerForm(StaffForm):
    """Final or interim; the action says what is missing."""

    stage = forms.ChoiceField(
        label="Какой ответ",
        choices=[(FINAL, "Окончательный: обращение рассмотрено"), (INTERIM, "Промежуточный: срок идёт дальше")],
        widget=forms.RadioSelect,
        initial=FINAL,
    )
    text = forms.CharField(label="Текст ответа", required=False, widget=forms.Textarea(attrs={"rows": 11}))
    forwarded_to = forms.CharField(
        label="Куда направлен вопрос",
        required=False,
        max_length=300,
        help_text="Нужно, если хотя бы один вопрос направлен по компетенции.",
    )
    way = forms.ChoiceField(label="Как отправить", choices=WAYS, widget=forms.RadioSelect)
    attachments = FilesField(label="Приложить файл")

    def __init__(self, *args: Any, actor: Actor, item: FeedbackItem, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.questions = list(item.questions.all())
        contact = getattr(item, "contact", None)
        if contact is None or not contact.email:
            self.fields["way"].choices = [way for way in WAYS if way[0] != EMAIL]  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["data-key"] = "x"
        for question in self.questions:
            label = f"Вопрос {question.position}" if len(self.questions) > 1 else "Результат рассмотрения"
            field = forms.ChoiceField(label=label, required=False, help_text=question.text)
            self.fields[f"outcome_{question.pk}"] = field
            decided = [(outcome.value, outcome.label) for outcome in Outcome if outcome is not Outcome.IN_WORK]
            self.set_choices(f"outcome_{question.pk}", decided, blank="выберите результат")

    def outcome_fields(self) -> list[Any]:
        """The bound fields of the outcomes, in the order of the questions."""
        return [self[f"outcome_{question.pk}"] for question in self.questions]

    def outcomes(self) -> dict[int, Outcome]:
        """Outcome by question; a question left open is absent."""
        chosen = {q.pk: self.cleaned_data[f"outcome_{q.pk}"] for q in self.questions}
        return {pk: Outcome(value) for pk, value in chosen.items() if value}

    @property
    def is_interim(self) -> bool:
        """True when the clock goes on after this answer."""
        return bool(self.cleaned_data["stage"] == INTERIM)


def default_way(item: FeedbackItem) -> str:
    """E-mail where there is an address, a letter where there is a postal one, else the status page."""
    contact = getattr(item, "contact", None)
    if contact is not None and contact.email:
        return EMAIL
    return LETTER if contact is not None and contact.address else STATUS


class AnswerTemplateForm(StaffForm):
    """A ready answer."""

    title = forms.CharField(label="Название", required=False, max_length=200)
    text = forms.CharField(label="Текст", required=False, widget=forms.Textarea(attrs={"rows": 14}))
