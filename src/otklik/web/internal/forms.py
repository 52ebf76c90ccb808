"""The employees' form: one page, no session, a name only from those who give one."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms

from otklik.catalog.queries import Channel
from otklik.core.appeals import ItemKind

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
    channel = forms.ChoiceField(
        label="Кому или куда",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кому адресовано сообщение"},
    )
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

    def __init__(self, *args: Any, channels: Sequence[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(one.slug, one.title) for one in channels]  # type: ignore[attr-defined]
        self.initial.setdefault("token", secrets.token_hex(8))
        if len(channels) == 1:
            self.initial.setdefault("channel", channels[0].slug)

    @property
    def is_named(self) -> bool:
        """True when the employee chose to give a name."""
        return self.cleaned_data.get("named") == NAMED

    def clean(self) -> dict[str, Any]:
        """A name for those who want a personal answer; none is kept for the others."""
        given = super().clean() or {}
        if given.get("website"):
            self.add_error("website", "Это поле заполняют только роботы. Очистите его и отправьте ещё раз")
        if given.get("named") != NAMED:
            return given | {"name": "", "email": ""}
        if not given.get("name"):
            self.add_error("name", "Напишите фамилию и имя или выберите «Нет, не называю»")
        if not given.get("consent"):
            self.add_error(
                "consent", "Без согласия мы не вправе хранить ваше имя: поставьте отметку или не называйте себя"
            )
        return given
