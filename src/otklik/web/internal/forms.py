"""The employees' form: one page, no session, a name only from those who give one."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms

from otklik.core.appeals import ItemKind
from otklik.intake.employee_letters import LetterTo, Receiver

TEXT_LIMIT = 20_000
KINDS = (
    (ItemKind.PROPOSAL.value, "Предложить, как сделать лучше"),
    (ItemKind.COMPLAINT.value, "Пожаловаться"),
    (ItemKind.STATEMENT.value, "Попросить помощи или сообщить о неполадке"),
    (ItemKind.REVIEW.value, "Высказать мнение"),
    (ItemKind.GRATITUDE.value, "Поблагодарить"),
)
ANONYMOUS, NAMED = "no", "yes"


class EmployeeForm(forms.Form):
    """What an employee says, to whom, and whether in their own name."""

    use_required_attribute = False
    token = forms.CharField(max_length=32, widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label="Кому вы пишете",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кому адресовано сообщение"},
    )
    person = forms.ChoiceField(label="Руководитель", required=False)
    kind = forms.ChoiceField(
        label="Что вы хотите сделать",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что вы хотите сделать"},
    )
    text = forms.CharField(
        label="Сообщение",
        help_text="Если пишете не называя себя, не указывайте того, по чему вас узнают.",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Напишите хотя бы одно предложение",
            "max_length": "Текст длиннее 20 000 знаков. Сократите его",
        },
    )
    named = forms.ChoiceField(
        label="Называете ли вы себя",
        choices=((ANONYMOUS, "Нет, не называю"), (NAMED, "Да, хочу получить ответ лично")),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, называете ли вы себя"},
    )
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=300, required=False)
    email = forms.EmailField(
        label="Рабочая почта",
        required=False,
        error_messages={"invalid": "В адресе почты ошибка. Пример: ivanova@example.ru"},
    )
    consent = forms.BooleanField(label="Я согласен (согласна) на обработку моих персональных данных", required=False)
    website = forms.CharField(label="Не заполняйте это поле", required=False)

    def __init__(self, *args: Any, ways: Sequence[tuple[str, str]], leaders: Sequence[Receiver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list(ways)  # type: ignore[attr-defined]
        named = [(str(one.user_id), one.title) for one in leaders]
        self.fields["person"].choices = [("", "— выберите —"), *named]  # type: ignore[attr-defined]
        self.initial.setdefault("token", secrets.token_hex(8))
        if len(ways) == 1:
            self.initial.setdefault("to", ways[0][0])

    @property
    def is_named(self) -> bool:
        """True when the employee chose to give a name."""
        return self.cleaned_data.get("named") == NAMED

    def clean(self) -> dict[str, Any]:
        """A name for those who want a personal answer; none is kept for the others."""
        given = super().clean() or {}
        if given.get("website"):
            self.add_error("website", "Это поле заполняют только роботы. Очистите его и отправьте ещё раз")
        if given.get("to") == LetterTo.LEADER and not given.get("person"):
            self.add_error("person", "Выберите руководителя, которому вы пишете")
        if given.get("named") != NAMED:
            return given | {"name": "", "email": ""}
        if not given.get("name"):
            self.add_error("name", "Напишите фамилию и имя или выберите «Нет, не называю»")
        if not given.get("consent"):
            self.add_error(
                "consent", "Без согласия мы не вправе хранить ваше имя: поставьте отметку или не называйте себя"
            )
        return given


class CodeForm(forms.Form):
    """Number and code of the receipt, typed anew each time: nothing stays on this device."""

    use_required_attribute = False
    number = forms.CharField(
        label="Номер", max_length=60, error_messages={"required": "Введите номер из квитанции"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label="Код", max_length=20, error_messages={"required": "Введите код из квитанции"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class MoreForm(forms.Form):
    """What the author asks or adds; number and code travel with it, hidden."""

    use_required_attribute = False
    token = forms.CharField(max_length=32, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Спросить или добавить",
        help_text="Если пишете не называя себя, не указывайте того, по чему вас узнают.",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Напишите, что хотите спросить или добавить",
            "max_length": "Текст длиннее 20 000 знаков. Сократите его",
        },
    )
