"""The letterhead, and the rules by which answers leave and are marked."""

from typing import Any

from django import forms

from otklik.catalog.letterhead import COAT_LIMIT, HEAD_FIELDS, AnswerRules
from otklik.core.author_marks import LONGEST_DAYS, AfterUnsatisfied
from otklik.core.outgoing import OUTGOING_FIELDS
from otklik.web.staff.forms.base import StaffForm

HINTS = {
    "signer_name": "Как под письмом: «А. П. Смирнова». Если пусто, подписывает тот, кто отвечает.",
    "executor_phone": "Стоит внизу письма рядом с именем того, кто отвечал.",
}


class LetterheadForm(StaffForm):
    """The name in lines, then a field for each detail, then the coat of arms."""

    lines = forms.CharField(
        label="Название администрации",
        help_text="Каждая строка бланка — с новой строки.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, *args: Any, has_coat: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in HEAD_FIELDS.items():
            self.fields[name] = forms.CharField(
                label=label, max_length=300, required=False, help_text=HINTS.get(name, "")
            )
        self.fields["coat"] = forms.FileField(
            label="Герб", required=False, help_text=f"PNG или JPEG до {COAT_LIMIT // 1024} КБ."
        )
        if has_coat:
            self.fields["drop_coat"] = forms.BooleanField(label="Убрать герб с бланка", required=False)

    def arguments(self) -> dict[str, Any]:
        """What the action is given."""
        given = self.cleaned_data
        coat = given.get("coat")
        return {
            "lines": given["lines"],
            "fields": {name: given[name] for name in HEAD_FIELDS},
            "coat": coat,
            "coat_name": coat.name if coat else "",
            "drop_coat": bool(given.get("drop_coat")),
        }


class AnswerRulesForm(StaffForm):
    """The outgoing number, the survey, the author's mark."""

    outgoing_template = forms.CharField(
        label="Исходящий номер",
        max_length=120,
        help_text="Можно использовать: " + ", ".join(f"{{{name}}}" for name in OUTGOING_FIELDS)
        + ". {incoming} — номер обращения.",
        error_messages={"required": "Шаблон не может быть пустым"},
    )  # fmt: skip
    survey_url = forms.CharField(
        label="Адрес опроса об ответе",
        max_length=300,
        required=False,
        help_text="Если указан, ссылка уходит с каждым ответом по электронной почте и стоит на странице статуса.",
    )
    mark_days = forms.IntegerField(
        label="Сколько дней после ответа автор может его отметить",
        error_messages={
            "required": "Укажите число дней",
            "invalid": "Число дней — целое",
        },
        help_text=f"От 1 до {LONGEST_DAYS}.",
    )
    after_unsatisfied = forms.TypedChoiceField(
        label="Если автор не доволен",
        choices=[(one.value, one.label) for one in AfterUnsatisfied],
        coerce=AfterUnsatisfied,
        widget=forms.RadioSelect,
    )

    def rules(self) -> AnswerRules:
        """As the action takes them."""
        return AnswerRules(**self.cleaned_data)
