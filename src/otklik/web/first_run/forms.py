"""Forms of the first run."""

from typing import Any

from django import forms

from otklik.operation.mail import MailFacts
from otklik.web.staff.forms.calendar import DATE_ERRORS, DATE_INPUT

SECURITY = (
    ("starttls", "STARTTLS, обычно порт 587"),
    ("tls", "TLS с самого начала, обычно порт 465"),
    ("plain", "без шифрования, порт 25: только внутри своей сети"),
)
OWN = "own"


class PlainForm(forms.Form):
    """Errors stand beside the field, in our words; the browser's own checks stay off."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class CodeForm(PlainForm):
    """The one-time code of the server."""

    code = forms.CharField(
        label="Код первого запуска",
        help_text="Десять букв и цифр, например 7K2MP-9XQ4T. Их показал установщик.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Введите код, который показал сервер", "max_length": "Код короче: 10 знаков"},
    )


class AdministrationForm(PlainForm):
    """A decree that is at hand, or the folder of one's own."""

    slug = forms.ChoiceField(
        label="Чья администрация",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите администрацию", "invalid_choice": "Такой администрации в списке нет"},
    )
    archive = forms.FileField(
        label="Папка своего порядка одним файлом ZIP",
        help_text="В ней procedure.toml, decree.txt и clauses.tsv. Нужна, если вашей администрации нет в списке.",
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].choices = [*choices, (OWN, "другая: загружу её порядок")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One's own needs its file."""
        given = super().clean() or {}
        if given.get("slug") == OWN and not given.get("archive"):
            self.add_error("archive", "Выберите файл ZIP с папкой порядка")
        return given


class AdministratorForm(PlainForm):
    """The first person."""

    full_name = forms.CharField(
        label="Фамилия, имя, отчество",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Напишите фамилию, имя и отчество"},
    )
    position = forms.CharField(label="Должность", max_length=300, required=False)
    email = forms.EmailField(
        label="Рабочая почта",
        help_text="Сюда придут тревоги узла и ссылка, если забудется пароль.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Укажите адрес почты",
            "invalid": "Адрес написан с ошибкой. Пример: ivanova@example.ru",
        },
    )
    act_title = forms.CharField(
        label="Каким актом назначен администратор",
        max_length=200,
        initial="Распоряжение",
        error_messages={"required": "Назовите акт"},
    )
    act_number = forms.CharField(label="Номер акта", max_length=60, required=False)
    act_on = forms.DateField(label="Дата акта", widget=DATE_INPUT, error_messages=DATE_ERRORS)
    username = forms.RegexField(
        r"^[A-Za-z0-9.@+_-]+$",
        label="Имя для входа",
        help_text="Латинские буквы, цифры, точка, дефис, например smirnova.",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Придумайте имя для входа", "invalid": "Только латинские буквы, цифры и . @ + - _"},
    )
    password = forms.CharField(
        label="Пароль",
        help_text="Не короче 10 знаков, не из одних цифр и не из частых слов.",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Придумайте пароль"},
    )
    again = forms.CharField(
        label="Пароль ещё раз",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Повторите пароль"},
    )

    def clean(self) -> dict[str, Any]:
        """The same password twice."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", "Пароли не совпали. Введите оба снова.")
        return given


class MailForm(PlainForm):
    """The server that takes the letters of the system."""

    host = forms.RegexField(
        r"^[A-Za-z0-9.:_-]+$",
        label="Почтовый сервер (SMTP)",
        help_text="Имя или адрес, например mail.example.ru.",
        max_length=253,
        error_messages={
            "required": "Назовите сервер",
            "invalid": "Имя сервера — латинские буквы, цифры, точки и дефисы",
        },
    )
    security = forms.ChoiceField(label="Защита связи", choices=SECURITY, widget=forms.RadioSelect, initial="starttls")
    port = forms.IntegerField(
        label="Порт",
        min_value=1,
        max_value=65535,
        initial=587,
        error_messages={
            "required": "Укажите порт",
            "invalid": "Порт — число",
            "min_value": "Порт — от 1 до 65535",
            "max_value": "Порт — от 1 до 65535",
        },
    )
    username = forms.CharField(
        label="Имя на сервере",
        help_text="Пусто, если сервер принимает письма без входа.",
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label="Пароль на сервере",
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    from_address = forms.EmailField(
        label="От чьего имени письма",
        help_text="Адрес отправителя, например otklik@example.ru. Часто он должен совпадать с именем на сервере.",
        max_length=254,
        error_messages={"required": "Укажите адрес", "invalid": "Адрес написан с ошибкой. Пример: otklik@example.ru"},
    )

    def __init__(self, *args: Any, has_password: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_password:
            self.fields["password"].help_text = "Записан и не показывается. Оставьте пустым, чтобы не менять."

    def mail_facts(self) -> MailFacts:
        """What was typed."""
        return MailFacts(**self.cleaned_data)


class TestLetterForm(PlainForm):
    """To whom the test letter goes."""

    to = forms.EmailField(
        label="Кому послать пробное письмо",
        max_length=254,
        error_messages={"required": "Укажите адрес", "invalid": "Адрес написан с ошибкой. Пример: ivanova@example.ru"},
    )
