"""The answer: its text, the outcome of each question, the way it goes."""

from typing import Any

from django import forms

from otklik.base.actor import Actor
from otklik.core.answer_check import Rule
from otklik.core.appeals import ItemKind, Outcome
from otklik.intake.actions.send_answer import Sending
from otklik.intake.answer_ways import offered_ways
from otklik.intake.queries import FeedbackItem
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.files import FilesField

LETTER = "letter"
FINAL, INTERIM = "final", "interim"


DECIDED = [(outcome.value, outcome.label) for outcome in Outcome if outcome is not Outcome.IN_WORK]


class AnswerForm(StaffForm):
    """Final or interim; the action says what is missing."""

    stage = forms.ChoiceField(
        label="Какой ответ",
        choices=[(FINAL, "Окончательный: обращение рассмотрено"), (INTERIM, "Промежуточный: срок идёт дальше")],
        widget=forms.RadioSelect,
        initial=FINAL,
    )
    text = forms.CharField(
        label="Текст ответа", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14, "data-key": "x"})
    )
    forwarded_to = forms.CharField(
        label="Куда направлен вопрос",
        required=False,
        max_length=300,
        help_text="Нужно, если хотя бы один вопрос направлен по компетенции.",
    )
    way = forms.ChoiceField(label="Как отправить", choices=(), widget=forms.RadioSelect)
    to_matter = forms.BooleanField(required=False)
    attachments = FilesField(label="Приложить файл")
    token = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    opened_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, item: FeedbackItem, matter_title: str = "", **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.questions = list(item.questions.all())
        self.fields["way"].choices = [(offered.slug, offered.title) for offered in offered_ways(item)]  # type: ignore[attr-defined]
        if matter_title:
            self.fields["to_matter"].label = matter_title
        else:
            del self.fields["to_matter"]
        for question in self.questions:
            label = f"Вопрос {question.position}" if len(self.questions) > 1 else "Результат рассмотрения"
            field = forms.ChoiceField(label=label, required=False, help_text=question.text)
            self.fields[f"outcome_{question.pk}"] = field
            self.set_choices(f"outcome_{question.pk}", DECIDED, blank="выберите результат")
        for rule in Rule:
            self.fields[reason_name(rule)] = forms.CharField(required=False, max_length=500)

    def outcome_fields(self) -> list[Any]:
        """The bound fields of the outcomes, in the order of the questions."""
        return [self[f"outcome_{question.pk}"] for question in self.questions]

    def outcomes(self) -> dict[int, Outcome]:
        """Outcome by question; a question left open is absent."""
        chosen = {q.pk: self._said(f"outcome_{q.pk}") for q in self.questions}
        return {pk: Outcome(value) for pk, value in chosen.items() if value in dict(DECIDED)}

    @property
    def is_interim(self) -> bool:
        """True when the clock goes on after this answer."""
        return self._said("stage") == INTERIM

    def sending(self, files: tuple[Any, ...] = ()) -> Sending:
        """What the action sends; of a form with errors, what can be understood of it."""
        return Sending(
            text=self._said("text"),
            way=self._said("way"),
            outcomes=self.outcomes(),
            is_interim=self.is_interim,
            files=files,
            forwarded_to=self._said("forwarded_to"),
            reasons={rule.value: self._said(reason_name(rule)) for rule in Rule},
            token=self._said("token"),
            to_matter=bool(self._said("to_matter")),
        )

    def _said(self, name: str) -> str:
        if name not in self.fields:
            return ""
        if self.is_bound:
            cleaned = getattr(self, "cleaned_data", {})
            return str(cleaned[name] or "") if name in cleaned else str(self.data.get(name, ""))
        return str(self.get_initial_for_field(self.fields[name], name) or "")


def reason_name(rule: Rule) -> str:
    """The field of the reason for which a rule is overridden."""
    return f"reason_{rule.value}"


class AnswerTemplateForm(StaffForm):
    """A ready answer, with what it is for."""

    title = forms.CharField(label="Название", required=False, max_length=200)
    text = forms.CharField(label="Текст", required=False, widget=forms.Textarea(attrs={"rows": 14, "data-fields": ""}))
    topic_code = forms.CharField(
        label="Для темы", help_text="Код темы или его начало, например 0003.0009.", required=False, max_length=24
    )
    kind = forms.TypedChoiceField(
        label="Для вида",
        choices=[("", "любого"), *((kind.value, kind.label) for kind in ItemKind)],
        coerce=ItemKind,
        empty_value=None,
        required=False,
    )
    outcome = forms.TypedChoiceField(
        label="Результат, который отметить",
        choices=[("", "не отмечать"), *DECIDED],
        coerce=Outcome,
        empty_value=None,
        required=False,
    )
    is_interim = forms.BooleanField(label="Это промежуточный ответ", required=False)
