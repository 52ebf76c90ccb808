"""Forms about personal data: terms of keeping, who signs an act, a person's request, a reason to look."""

from typing import Any

from django import forms

from otklik.intake.actions.note_look import LONGEST_REASON
from otklik.intake.persons import Kind
from otklik.intake.retention import LONGEST_DAYS, RetentionRule
from otklik.web.staff.forms.base import StaffForm, optional_int, people


class RevealForm(StaffForm):
    """Why the original is needed."""

    reason = forms.CharField(
        label="Зачем нужен оригинал",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: подписываю ответ, проверяю жалобу на ответ. Причина и ваше имя останутся в журнале.",
        error_messages={"required": "Напишите, зачем нужен оригинал: причина останется в журнале."},
    )


class RetentionForm(StaffForm):
    """A field of days for each rule."""

    def __init__(self, *args: Any, rules: list[RetentionRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in rules:
            self.fields[rule.slug] = forms.IntegerField(
                label=rule.title,
                min_value=1,
                max_value=LONGEST_DAYS,
                initial=rule.days,
                help_text=f"В днях. {rule.ground[:1].upper()}{rule.ground[1:]}.",
                error_messages={
                    "required": "Укажите срок в днях.",
                    "invalid": "Срок — целое число дней.",
                    "min_value": "Срок — хотя бы один день.",
                    "max_value": f"Срок — не больше {LONGEST_DAYS} дней.",
                },
            )

    def days(self) -> dict[str, int]:
        """Days by slug of the rule."""
        return {name: int(value) for name, value in self.cleaned_data.items()}


class ConfirmForm(StaffForm):
    """Who signs the act; the tick is there because nothing can be taken back."""

    commission = forms.CharField(
        label="Кто подпишет акт",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Каждого с новой строки: «Петрова А. С., начальник общего отдела».",
        error_messages={"required": "Назовите хотя бы одного подписывающего."},
    )
    understood = forms.BooleanField(
        label="Понимаю, что уничтоженное нельзя вернуть",
        error_messages={"required": "Поставьте отметку: после уничтожения данные не вернуть."},
    )

    def lines(self) -> list[str]:
        """A line for each person who signs."""
        return [line for line in self.cleaned_data["commission"].splitlines() if line.strip()]


class RequestForm(StaffForm):
    """What a person asks, and by what the records are found."""

    kind = forms.ChoiceField(
        label="О чём просит человек",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, о чём просит человек."},
    )
    received_on = forms.DateField(
        label="Когда поступил запрос",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Укажите дату.", "invalid": "Такой даты нет. Введите день, месяц и год."},
    )
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=300, required=False)
    phone = forms.CharField(label="Телефон", max_length=60, required=False)
    email = forms.CharField(label="Электронная почта", max_length=254, required=False)
    note = forms.CharField(
        label="Как поступил и как установлена личность",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OutcomeForm(StaffForm):
    """How the person was answered."""

    outcome = forms.CharField(
        label="Как ответили",
        max_length=500,
        help_text="Например: выписка выдана лично под подпись.",
        error_messages={"required": "Напишите, как ответили человеку."},
    )


class LookFilterForm(StaffForm):
    """Looks of one person, or at one item."""

    person = forms.ChoiceField(label="Кто смотрел", required=False)
    number = forms.CharField(label="Номер", max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("person", people(self.actor), blank="все")

    def chosen(self) -> dict[str, Any]:
        """Arguments of `intake.looks.looks`; nobody's looks for a person who is not on the staff."""
        if not self.is_bound:
            return {}
        if not self.is_valid():
            return {"person_id": 0}
        return {"person_id": optional_int(self.cleaned_data["person"]), "number": self.cleaned_data["number"]}
