"""Forms of a proposal to another body: its words, that it left, what was answered."""

from typing import Any

from django import forms

from otklik.catalog import queries as catalog
from otklik.improvement.enums import ProposalOutcome
from otklik.improvement.proposal_facts import LONGEST, ProposalFacts
from otklik.web.staff.forms.base import StaffForm, optional_int
from otklik.web.staff.forms.plain_select import PlainSelect
from otklik.web.staff.improvement.measure_form import LONG, day_field


def _text(name: str, label: str, *, rows: int = 0, required: str = "", help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    words = {**LONG, "required": required}
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=LONGEST[name],
        help_text=help_text,
        widget=widget,
        error_messages=words,
    )


class ProposalForm(StaffForm):
    """In the order of the letter."""

    addressee = _text(
        "addressee",
        "Кому",
        required="Напишите, кому направляете.",
        help_text="Орган в дательном падеже: «Министерству …»",
    )
    addressee_person = _text("addressee_person", "Лицу", help_text="Должность и имя, тоже «кому»")
    title = _text("title", "О чём письмо", required="Напишите, о чём предложение.")
    process = forms.ChoiceField(label="Процесс", required=False, widget=PlainSelect)
    evidence = _text(
        "evidence", "Что показала обратная связь", rows=5, help_text="С цифрами. Имён и слов заявителей не пишите."
    )
    request = _text("request", "Что предлагаем изменить", rows=5)
    act_title = _text("act_title", "Какой акт", help_text="Вид, дата, номер и название, если нужно менять акт")
    draft_change = _text(
        "draft_change", "Проект изменения акта", rows=5, help_text="Как должен читаться изменённый текст"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("process", [(one.pk, one.title) for one in catalog.processes(self.actor.administration_id)])

    def facts(self) -> ProposalFacts:
        """What the action is told."""
        said = dict(self.cleaned_data)
        return ProposalFacts(process_id=optional_int(said.pop("process")), **said)


class SentForm(StaffForm):
    """Number and day of the letter."""

    number = forms.CharField(
        label="Исходящий номер",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={**LONG, "required": "Укажите исходящий номер."},
    )
    sent_on = day_field("Когда направлено", required=True)


class OutcomeForm(StaffForm):
    """What was answered."""

    outcome = forms.ChoiceField(
        label="Чем кончилось",
        choices=[("", "—"), *ProposalOutcome.choices],
        widget=PlainSelect,
        error_messages={"required": "Выберите, чем кончилось.", "invalid_choice": "Выберите из списка."},
    )
    outcome_on = day_field("Когда", required=True)
    outcome_words = forms.CharField(
        label="Что ответили",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=LONG,
    )
