"""Forms of a region: asking an administration in, adding a person."""

from typing import Any

from django import forms

from otklik.region.queries.people import ROLES
from otklik.web.staff.forms.plain_select import PlainSelect

LONG = {"max_length": "Слишком длинно: не больше %(limit_value)d знаков."}


class AskForm(forms.Form):
    """Which administration."""

    use_required_attribute = False
    slug = forms.ChoiceField(
        label="Администрация",
        widget=PlainSelect,
        error_messages={"required": "Выберите администрацию.", "invalid_choice": "Выберите из списка."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["slug"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """Who is added."""

    use_required_attribute = False
    full_name = forms.CharField(
        label="Фамилия, имя, отчество",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={**LONG, "required": "Напишите фамилию, имя и отчество."},
    )
    position = forms.CharField(
        label="Должность",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=LONG,
    )
    username = forms.CharField(
        label="Имя для входа",
        max_length=150,
        help_text="Латинскими буквами, например ministry-petrova",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={**LONG, "required": "Придумайте имя для входа."},
    )
    role = forms.ChoiceField(label="Роль", choices=ROLES, widget=PlainSelect, initial="viewer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
