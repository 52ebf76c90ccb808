"""Forms of the sign-up, one a step; the texts are in plain words."""

from typing import Any

from django import forms

from otklik.core.reception import holds_passport_number
from otklik.reception.actions.book_visit import PASSPORT
from otklik.reception.people import phone_key


class SignUpForm(forms.Form):
    """A page's form; `offered` are the choices of the moment as (value, title)."""

    use_required_attribute = False
    choice_field = ""

    def __init__(self, *args: Any, offered: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.choice_field:
            self.fields[self.choice_field].choices = offered or []  # type: ignore[attr-defined]


def _choice(label: str, required: str, invalid: str) -> forms.ChoiceField:
    words = {"required": required, "invalid_choice": invalid}
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, error_messages=words)


class WhoForm(SignUpForm):
    """Who shall receive."""

    choice_field = "schedule"
    schedule = _choice(
        "К кому вы хотите прийти?", "Выберите, к кому вы хотите прийти", "Запись к этому руководителю закрыта"
    )


class DayForm(SignUpForm):
    """Which day."""

    choice_field = "on"
    on = _choice("В какой день?", "Выберите день", "На этот день свободного времени уже нет. Выберите другой")


class TimeForm(SignUpForm):
    """Which hour."""

    choice_field = "at"
    at = _choice("В какое время?", "Выберите время", "Это время только что заняли. Выберите другое")


class TopicForm(SignUpForm):
    """About what, in a few words."""

    topic = forms.CharField(
        label="О чём вы хотите поговорить?",
        help_text="Несколько слов, чтобы к разговору подготовились. Номера документов писать не нужно.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Напишите несколько слов о вопросе",
            "max_length": "Длиннее 300 знаков. Сократите: подробно расскажете на приёме",
        },
    )
    website = forms.CharField(label="Не заполняйте это поле", required=False)

    def clean_topic(self) -> str:
        """A passport's number may not be kept."""
        topic: str = self.cleaned_data["topic"]
        if holds_passport_number(topic):
            raise forms.ValidationError(PASSPORT)
        return topic

    def clean_website(self) -> str:
        """The trap for robots: a person sees it only after it was filled."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Это поле заполняют только роботы. Очистите его и нажмите «Продолжить»")
        return ""


class PersonForm(SignUpForm):
    """Who comes and how to reach them."""

    name = forms.CharField(
        label="Фамилия, имя, отчество",
        help_text="Как в документе, который вы покажете на приёме. Отчество — если есть.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Напишите фамилию и имя", "max_length": "Имя длиннее 300 знаков. Сократите его"},
    )
    phone = forms.CharField(
        label="Телефон",
        help_text="Позвоним, если приём придётся отменить.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": "Напишите телефон", "max_length": "В телефоне слишком много знаков"},
    )
    email = forms.EmailField(
        label="Электронная почта",
        help_text="Если укажете, за рабочий день до приёма придёт напоминание.",
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "В адресе почты ошибка. Пример: ivanova@example.ru"},
    )

    def clean_phone(self) -> str:
        """A number that can be called."""
        phone: str = self.cleaned_data["phone"]
        if not phone_key(phone):
            raise forms.ValidationError("В телефоне не меньше десяти цифр. Пример: 8 900 123-45-67")
        return phone


class ConsentForm(SignUpForm):
    """Consent to the separate document (152-ФЗ); the box is never ticked beforehand."""

    consent = forms.BooleanField(
        label="Я согласен (согласна) на обработку моих персональных данных",
        error_messages={
            "required": "Без согласия мы не вправе хранить ваши имя и телефон. Поставьте отметку или запишитесь по "
            "телефону администрации"
        },
    )


class CodeForm(forms.Form):
    """Number and secret code of a sign-up."""

    use_required_attribute = False
    number = forms.CharField(
        label="Номер записи",
        help_text="Например ЛП-00042.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Напишите номер записи", "max_length": "Номер записи короче: например ЛП-00042"},
    )
    code = forms.CharField(
        label="Код",
        help_text="Десять знаков, например 7KQ2M-9X4TD. Большие или маленькие буквы — не важно.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Напишите код", "max_length": "В коде десять знаков"},
    )
